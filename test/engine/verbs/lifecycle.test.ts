/** The path of a tenant on the real engine: up, by hand, a changed tier, status, destroy. Nothing is mocked. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { statusDocument } from "../../../core/results/documents.ts";
import { Inventory } from "../../../sandbox/inventory/inventory.ts";
import { upApproved } from "../../helpers/approve.ts";
import { byHand } from "../../helpers/byHand.ts";
import { copyEstate, root, withoutCheckpoints, type Outcome, type TestEstate } from "../../helpers/cli.ts";
import { runResults } from "../../helpers/runResults.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let first: Outcome;

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  estate.edit("tenants/acme.yaml", "[assets, backups]", "[assets, backups]\n        unprotected: [buckets/backups]");
  first = await estate.tenantry(["up", "--all", "--json"]);
});

afterAll(() => {
  estate.remove();
});

/** The example's tenants, with their tiers and how many resources they have. */
const tenants: readonly (readonly [id: string, tiers: readonly string[], resources: number])[] = [
  ["acme", ["iaas/standard@1"], 32],
  ["cyberdyne", ["saas/enterprise@1"], 34],
  ["dunder", ["saas/business@1"], 32],
  ["globex", ["paas/standard@2"], 39],
  ["hooli", ["paas/premium@1"], 41],
  ["initech", ["iaas/starter@1", "paas/starter@1"], 37],
  ["soylent", ["iaas/premium@1"], 127],
  ["stark", ["saas/shared@1"], 6],
  ["tyrell", ["storage/archive@1"], 55],
  ["umbrella", ["storage/standard@1"], 76],
  ["vandelay", ["saas/shared@1"], 7],
  ["wayne", ["iaas/dedicated@1"], 106],
  ["wonka", ["storage/basic@1"], 26],
];
const ids = tenants.map(([id]) => id);
const none = { create: 0, update: 0, replace: 0, delete: 0 };

describe("the example estate on the real engine", () => {
  test("comes up with one command", () => {
    expect(first.stderr).toContain("target eu-central-1-main: AWS account 000000000000 in eu-central-1 (sandbox)");
    expect(first.code).toBe(0);
    expect(
      runResults(first).map(({ tenant, tiers, result, resources, errors }) => ({
        tenant,
        tiers,
        result,
        resources,
        errors,
      })),
    ).toEqual(
      tenants.map(([tenant, tiers, resources]) => ({ tenant, tiers, result: "created", resources, errors: [] })),
    );
  });

  test("leaves the salts of its secrets where by-hand runs look for them", () => {
    expect(readdirSync(join(estate.stateDirectory, "stacks")).toSorted()).toEqual(ids.map((id) => `Pulumi.${id}.yaml`));
  });

  test("neither previews nor makes a change by hand, with the same state and names, and the policy pack finds nothing", async () => {
    const env = await byHand(estate);
    const args = ["-s", "acme", "-y", "--expect-no-changes", "--policy-pack", join(root, "policies")];
    // No stack has anything of what is billed, and no rule asks for it.
    const unread = join(estate.directory, "estate/billing/customers/broken.yaml");
    mkdirSync(dirname(unread), { recursive: true });
    writeFileSync(unread, "a: [");
    const up = await estate.run("pulumi", ["up", ...args, "--non-interactive"], { env });
    rmSync(unread);
    expect(up.stdout.match(/32 unchanged/g)).toHaveLength(2);
    expect(up.stderr + up.stdout).not.toContain("error");
    expect(up.stdout).toMatch(/Policies:\s+.*tenantry/);
    expect(up.code).toBe(0);
  });

  test("stops a by-hand run for a stack that is no tenant, without a stack trace", async () => {
    const env = await byHand(estate);
    await estate.run("pulumi", ["stack", "init", "acmee", "--non-interactive"], { env });
    const preview = await estate.run("pulumi", ["preview", "-s", "acmee", "--non-interactive"], { env });
    expect(preview.code).not.toBe(0);
    expect(preview.stdout).toContain('the estate has no tenant with that id. Did you mean "acme"?');
    expect(preview.stdout).not.toMatch(/at .*\.ts:\d+/);
  });

  test("refuses a tier that cannot be moved to yet, and says when it can", async () => {
    estate.edit("tenants/acme.yaml", "tier: standard@1", "tier: starter@1");
    estate.edit("tenants/acme.yaml", "[assets, backups]\n        unprotected: [buckets/backups]", "[assets]");
    const up = await estate.tenantry(["up", "acme", "--json"]);
    expect(up.code).toBe(1);
    expect(runResults(up)[0]).toMatchObject({ result: "refused", resources: 0, changes: { ...none, same: 0 } });
    expect(runResults(up)[0]?.errors).toEqual([
      expect.stringMatching(
        /^estate\/tenants\/acme\.yaml:\d+:\d+: error TEN218: .* runs standard@1; the move to "starter" takes effect at a renewal/,
      ),
      expect.stringContaining(
        'The bucket "backups" of "web" would be removed (buckets: backups → none) while the tier changes',
      ),
    ]);
  });

  test("previews that change alone when a tier has changed", async () => {
    estate.edit("tenants/acme.yaml", "tier: starter@1", "tier: standard@1");
    // The bucket was let go from the start; it goes by a change of its own.
    expect(await upApproved(estate, "acme")).toMatchObject({
      result: "updated",
      changes: { create: 0, update: 0, replace: 0, delete: 8 },
    });
    estate.edit("tenants/acme.yaml", "start: 2026-12-01", "start: 2025-01-01");
    estate.edit("tenants/acme.yaml", "tier: standard@1", "tier: starter@1\n      move: { on: 2025-02-01 }");
    const preview = await estate.tenantry(["preview", "acme", "--json"]);
    // Starter has one zone less (a subnet, its route table and their association); the tier's tag changes on the VPC, its default group, route table,
    // remaining subnet, bucket, boundary and resource group; and the outputs of the stack.
    expect(runResults(preview)[0]).toMatchObject({
      result: "previewed",
      changes: { create: 0, update: 7, replace: 0, delete: 3 },
    });
    const status = await estate.tenantry(["status", "--json"]);
    expect(statusDocument.parse(JSON.parse(status.stdout)).tenants.map(({ tenant, state }) => [tenant, state])).toEqual(
      ids.map((id) => [id, id === "acme" ? "differs" : "in-sync"]),
    );
  });

  test("keeps no secret in clear", async () => {
    const { stdout } = await estate.run("grep", [
      "-rlF",
      "-f",
      join(estate.stateDirectory, "passphrase"),
      estate.directory,
    ]);
    expect(stdout.trim().split("\n")).toEqual([join(estate.stateDirectory, "passphrase")]);
  });

  test("is destroyed only when told so, and leaves an empty inventory", async () => {
    const asked = await estate.command(["destroy", "--all"]);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain(`This would destroy everything of: ${ids.join(", ")}.`);
    const destroyed = await estate.tenantry(["destroy", "--all", "--yes", "--json"]);
    expect(runResults(destroyed).map(({ result, errors }) => [result, errors])).toEqual(
      ids.map(() => ["destroyed", []]),
    );
    const inventory = new Inventory(join(estate.stateDirectory, "inventory.sqlite"));
    try {
      expect(inventory.list({}).filter(({ urn }) => urn !== "")).toEqual([]);
    } finally {
      inventory.close();
    }
  });
});
