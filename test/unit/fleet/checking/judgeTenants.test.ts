import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { digestOf, type ResolvedTenant } from "../../../../core/resolve/resolvedTenant.ts";
import type { JudgedTenant } from "../../../../core/results/judgedTenant.ts";
import { judgeTenants } from "../../../../fleet/checking/judgeTenants.ts";
import type { KeptJudgements } from "../../../../fleet/checking/keptJudgements.ts";
import { openEstate } from "../../../../stacks/openEstate.ts";
import { root } from "../../../helpers/cli.ts";

// Each thread loads the SDK, which takes seconds when the machine is busy.
jest.setTimeout(180_000);

let tenants: ResolvedTenant[];
let acme: ResolvedTenant;
beforeAll(() => {
  tenants = openEstate("test/fixtures/estate", root).estate?.tenants.map(({ resolved }) => resolved) ?? [];
  const [first] = tenants;
  if (first === undefined) throw new Error("the tests' estate is invalid");
  acme = first;
});

/** A tenant like acme with something else in its subscription. */
const acmeWith = (id: string, change: { bundle?: Json; tags?: Record<string, string> }): ResolvedTenant => ({
  ...acme,
  id,
  subscriptions: acme.subscriptions.map((subscription) => ({ ...subscription, ...change })),
});

describe("judgements", () => {
  test("are in the order given and the same whatever the number of threads", async () => {
    const order = [...tenants, acmeWith("broken", { bundle: {} }), acmeWith("untagged", { tags: {} })].toReversed();
    const [here, one, two] = [
      await judgeTenants(order, { threads: 0 }),
      await judgeTenants(order, { threads: 1 }),
      await judgeTenants(order, { threads: 2 }),
    ];
    expect(here.map(({ tenant }) => tenant)).toEqual(order.map(({ id }) => id));
    expect(here.map(({ resources }) => resources.length)).toEqual([32, 0, 37, 31, 32]);
    expect(JSON.stringify(one)).toBe(JSON.stringify(here));
    expect(JSON.stringify(two)).toBe(JSON.stringify(here));
  });

  test("say of each rule which resources passed, failed, and have nothing to judge", async () => {
    const [untagged, broken] = await judgeTenants([
      acmeWith("untagged", { tags: {} }),
      acmeWith("broken", { bundle: {} }),
    ]);
    if (untagged === undefined) throw new Error("not judged");
    const { resources, results } = untagged;
    expect(untagged.digest).toBe(digestOf(acmeWith("untagged", { tags: {} })));
    expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual(
      resources.map(({ type, name }) => `${type} ${name}`).toSorted(),
    );
    expect(results.map(({ rule }) => rule)).toEqual(results.map(({ rule }) => rule).toSorted());
    const shown = (index: number): string => resources[index]?.name ?? "";
    const ofRule = (id: string) => results.find(({ rule }) => rule === id);
    expect(ofRule("storage/bucket-encrypted")).toMatchObject({ notApplicable: [], unknown: [], failed: [] });
    expect(ofRule("storage/bucket-encrypted")?.passed.map(shown)).toEqual(["web--assets", "web--backups"]);
    expect(ofRule("tenancy/tags-present")?.failed.map(({ resource }) => shown(resource))).toContain("web--backups");
    expect(broken).toEqual({
      tenant: "broken",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      resources: [],
      results: [],
      error: expect.stringContaining('The program of the tenant "broken" fails: '),
    });
  });

  test("tell how many are done, one after the other", async () => {
    const counts: number[] = [];
    await judgeTenants([acme, acme, acme], { threads: 2, onProgress: (done) => counts.push(done) });
    expect(counts).toEqual([1, 2, 3]);
  });

  test("of a tenant whose program takes more memory than it may, say so, and the next one is tried", async () => {
    // The SDK itself does not fit.
    const judged = await judgeTenants([acme, acmeWith("other", {})], { threads: 1, heapMiB: 8 });
    expect(judged.map(({ tenant, resources, error }) => [tenant, resources, error])).toEqual(
      ["acme", "other"].map((id) => [
        id,
        [],
        expect.stringContaining(`The program of the tenant "${id}" ended the thread that rendered it: `),
      ]),
    );
    expect(judged[0]?.error).toContain("reaching memory limit");
  });

  test("stop where they are when they are aborted", async () => {
    const controller = new AbortController();
    const counts: number[] = [];
    const judging = judgeTenants(
      Array.from({ length: 20 }, () => acme),
      {
        threads: 1,
        signal: controller.signal,
        onProgress: (done) => {
          counts.push(done);
          if (done === 2) controller.abort(new Error("enough"));
        },
      },
    );
    await expect(judging).rejects.toThrow("enough");
    expect(counts).toEqual([1, 2]);
  });
});

describe("judgements that are kept", () => {
  const files = new Map<string, readonly [key: string, judged: JudgedTenant]>();
  const write = jest.fn<KeptJudgements["write"]>((judged, key) => void files.set(judged.tenant, [key, judged]));
  const kept: KeptJudgements = {
    read: (tenant, key) => {
      const found = files.get(tenant);
      return found?.[0] === key ? found[1] : undefined;
    },
    write,
  };
  const judgedAnew = async (list: readonly ResolvedTenant[], settings = {}): Promise<string[]> => {
    write.mockClear();
    const judged = await judgeTenants(list, { kept, settings, threads: 0 });
    expect(judged).toEqual(await judgeTenants(list, { settings, threads: 0 }));
    return write.mock.calls.map(([{ tenant }]) => tenant);
  };
  afterAll(() => {
    files.clear();
  });

  test("stand for tenants that have not changed; failures, other tenants and other settings are judged anew", async () => {
    const broken = acmeWith("broken", { bundle: {} });
    expect(await judgedAnew([acme, broken])).toEqual(["acme"]);
    expect(await judgedAnew([broken, acme])).toEqual([]);
    const [, globex] = tenants;
    if (globex === undefined) throw new Error("the tests' estate has two tenants");
    expect(await judgedAnew([globex, acme])).toEqual(["globex"]);
    expect(await judgedAnew([{ ...acme, displayName: "Acme & Sons" }])).toEqual(["acme"]);
    expect(await judgedAnew([acme])).toEqual(["acme"]);
    expect(await judgedAnew([acme], { "network/no-public-subnet": {} })).toEqual(["acme"]);
  });

  test("count as done", async () => {
    files.clear();
    const counts: number[] = [];
    await judgeTenants([acme], { kept });
    await judgeTenants([acme, acmeWith("other", {})], { kept, onProgress: (done) => counts.push(done) });
    expect(counts).toEqual([1, 2]);
  });
});
