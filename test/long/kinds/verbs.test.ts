/** Every verb on a tenant of every service kind, from its first day to the certificate of its deletion, on the real engine. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { serviceKinds } from "../../../components/registry.ts";
import { certificate } from "../../../core/results/certificate.ts";
import { invoicesDocument } from "../../../core/results/invoices.ts";
import { copyEstate, root, withoutCheckpoints, type Outcome, type TestEstate } from "../../helpers/cli.ts";
import { verbs } from "../../helpers/commands.ts";
import { gitAt } from "../../helpers/gitEstate.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";

jest.setTimeout(900_000);

/** A tenant of a kind: what it orders first, and the tier that it moves to. */
interface Life {
  readonly tier: string;
  /** Of the order's `spec`, by path. */
  readonly values: Readonly<Record<string, string>>;
  readonly cell: string;
  readonly to: string;
}

const [cluster, account] = ["eu-shared-1", "eu-central-1-main"];
const lives: Readonly<Record<string, Life>> = {
  iaas: { tier: "starter@1", values: { buckets: "[assets]" }, cell: account, to: "standard" },
  paas: { tier: "starter@1", values: { environments: "[prod]" }, cell: cluster, to: "standard" },
  saas: { tier: "business@1", values: { users: "5", hosts: "[notes.saas.example]" }, cell: cluster, to: "enterprise" },
  storage: { tier: "basic@1", values: { buckets: "[files]" }, cell: account, to: "standard" },
};

/** Verbs that are about no tenant, and are the same whatever kinds there are. */
const ofNoTenant = ["catalogue", "doctor", "env", "explain", "pricebook", "schema"];

const [first, month, later, after] = ["2026-12-01", "2026-12", "2027-01-15", "2027-12-31"];
const people = ["--technical", "ops@x.example", "--billing", "ap@x.example", "--security", "sec@x.example"];

let estate: TestEstate;
/** The verbs that were run on tenants of all kinds. */
const tried = new Set<string>();

async function run(day: string, ...args: readonly string[]): Promise<Outcome> {
  const { code, stdout, stderr } = await estate.run(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    join(root, "test/helpers/lifecycle/onDay.ts"),
    day,
    ...args,
  ]);
  tried.add(args[0] ?? "");
  return { code, stdout, stderr };
}

/** Runs a verb that has to end well, and tells what it said where it does not. */
async function well(day: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(day, ...args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Whom a tenant's invoices go to. */
const customer = (id: string): string =>
  JSON.stringify({
    ...{ apiVersion: "tenantry.dev/v1", kind: "Customer", metadata: { tenant: id } },
    spec: {
      currency: "EUR",
      buyer: {
        ...{ name: id, email: "ap@x.example", reference: "4711", vatId: "DE111111111" },
        address: { street: "Werkstr. 12", postalCode: "80331", city: "Munich", country: "DE" },
      },
    },
  });

const objectsOf = (stack: string): number => simulatedObjects(estate).filter((object) => object.stack === stack).length;

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  estate.onlyTenants({});
  for (const folder of ["customers", "records"])
    rmSync(join(estate.directory, "estate/billing", folder), { recursive: true });
  mkdirSync(join(estate.directory, "estate/billing/customers"));
  // Nodes for the one that moves to a tier that promises nodes of its own.
  const nodes = "{ tenant: cyberdyne, vcpu: 24, memoryGiB: 96, pods: 330 }";
  estate.edit("estate.yaml", nodes, nodes.replace("cyberdyne", "only-saas"));
  gitAt(estate.directory, "init", "--quiet", "--initial-branch", "main");
  gitAt(estate.directory, "add", "--all");
  gitAt(estate.directory, "commit", "--quiet", "--message", "an estate without tenants");
  await well(first, "cell", "up", cluster);
});

afterAll(() => {
  estate.remove();
});

test("there is a life of each kind", () => {
  expect(Object.keys(lives)).toEqual(Object.keys(serviceKinds).toSorted());
});

describe.each(Object.entries(lives))("a tenant of %s", (service, { tier, values, cell, to }) => {
  const id = `only-${service}`;

  test("is ordered, judged and priced before anything is made", async () => {
    const set = Object.entries(values).flatMap(([path, value]) => ["--set", `main.${path}=${value}`]);
    const order = ["--subscription", `main=${service}/${tier}`, "--cell", `main=${cell}`, ...set];
    await well(first, "new", "tenant", id, "--display-name", id, "--start", first, ...people, ...order);
    await well(first, "set", id, "spec.ring", "late");
    await well(first, "validate");
    expect(await well(first, "tiers", service)).toContain(tier.split("@")[0]?.toUpperCase() ?? "");
    expect(await well(first, "resolve", id)).toContain(`id: ${id}\n`);
    expect(await well(first, "render", id)).toContain(id);
    expect(await well(first, "check", id)).toMatch(new RegExp(`^${id} +[1-9]\\d* +0 `, "m"));
    const shard = join(estate.directory, `${service}.json`);
    writeFileSync(shard, await well(first, "check", "--all", "--shard", "1/1", "--json"));
    expect(await well(first, "merge", shard)).toContain(id);
    await well(first, "audit", id);
    expect(await well(first, "diff", id, "--base", "main")).toContain(id);
    expect(await well(first, "cost", id)).toContain(`${id} ${service}/${tier}`);
    await well(first, "designer", "--out", join(estate.directory, "tiers.html"));
    writeFileSync(join(estate.directory, `estate/billing/customers/${id}.yaml`), customer(id));
    await well(first, "billing", "record", id);
    expect(await well(later, "invoice", id, "--period", month)).toContain(id);
    expect(await well(later, "focus", id, "--period", month)).toContain(`draft-${id}`);
    writeFileSync(
      join(estate.directory, "incidents.yaml"),
      "apiVersion: tenantry.dev/v1\nkind: Incidents\nspec: { incidents: [] }\n",
    );
    await well(later, "sla", id, "--month", month, "--incidents", join(estate.directory, "incidents.yaml"));
    expect(await well(first, "announce", id)).toContain(id);
    await well(first, "outdated", id);
    mkdirSync(join(estate.directory, "usage"), { recursive: true });
    writeFileSync(join(estate.directory, "usage", `${service}.jsonl`), "");
    await well(later, "usage", "check", join(estate.directory, "usage"));
  });

  test("is made, stays as it is, is planned, and moves to another tier", async () => {
    expect(await well(first, "preview", id)).toContain(id);
    expect(objectsOf(id)).toBe(0);
    expect(await well(first, "up", id)).toContain("created");
    expect(objectsOf(id)).toBeGreaterThan(0);
    expect(await well(first, "up", id, "--refresh")).toContain("unchanged");
    expect(await well(first, "drift", id)).toContain(id);
    await well(first, "orphans", id);
    expect(await well(first, "status")).toContain(id);
    await well(first, "move", id, "main", "--to", to);
    await well(first, "moves");
    const plan = join(estate.directory, `plan-${service}`);
    await well(first, "plan", id, "--out", plan);
    await well(first, "approve", plan, "--by", "ops@northwind.example", "--reason", "because of the test");
    const applied = await run(first, "apply", plan);
    expect([applied.code, applied.stderr]).toEqual([0, expect.not.stringContaining("refused")]);
    expect(await well(first, "status")).toContain(id);
    expect(await well(first, "runs")).toContain("apply");
  });

  test("is suspended and resumed, and is then as it was", async () => {
    const before = objectsOf(id);
    await well(first, "suspend", id, "--reason", "non-payment");
    await well(first, "up", id);
    await well(first, "resume", id);
    await well(first, "up", id);
    expect(objectsOf(id)).toBe(before);
    expect(await well(first, "up", id, "--refresh")).toContain("unchanged");
  });

  test("is brought to today's code by a rollout", async () => {
    const name = `code-${service}`;
    const now = ["--outside-windows", "--reason", "because of the test"];
    await well(first, "rollout", "start", name, "--code", "--rings", "late", "--wave", "100%", ...now);
    expect(await well(first, "rollout", "run", name)).toContain(id);
    expect(await well(first, "rollout", "status", name)).toMatch(new RegExp(`^${name} .* done +1 `, "m"));
  });

  test("leaves, and nothing of it is left when its day has come", async () => {
    await well(later, "billing", "record", id);
    const issued = await well(later, "invoice", id, "--period", month, "--issue", "--json");
    const [invoice] = invoicesDocument.parse(JSON.parse(issued)).invoices;
    await well(later, "invoice", "verify");
    await well(later, "credit-note", invoice?.number ?? "", "--reason", "Billed by a test.");
    await well(later, "offboard", id, "--export", "declined");
    await well(later, "up", id);
    expect(objectsOf(id)).toBeGreaterThan(0);
    expect(await well(later, "offboardings")).toContain(id);
    // Its data is kept until its day, whoever wants it gone.
    expect((await run(later, "destroy", id, "--yes")).code).toBe(1);
    const out = join(estate.directory, "certificates");
    await well(after, "purge", id, "--yes", "--by", "ops@northwind.example", "--out", out);
    const written = certificate.parse(JSON.parse(readFileSync(join(out, id, `${later}.json`), "utf8")));
    expect([written.tenant.id, written.had.objects.length > 0]).toEqual([id, true]);
    expect(objectsOf(id)).toBe(written.kept.length);
    await well(after, "offboardings");
  });
});

test("no verb was left out", () => {
  expect(verbs.filter((verb) => !tried.has(verb)).toSorted()).toEqual(ofNoTenant);
});
