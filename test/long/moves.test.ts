/** One tenant through the tiers on the real engine: what holds data is never made anew, and goes only when it is let go. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { stringify } from "yaml";

import { runDocument } from "../../core/results/tenantRun.ts";
import { upApproved } from "../helpers/approve.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../helpers/cli.ts";
import { simulatedObjects } from "../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

beforeAll(() => {
  estate = copyEstate("example", withoutCheckpoints);
});

afterAll(() => {
  estate.remove();
});

const machines = { name: "app", size: "small", count: 1 };
const certificateArn = "arn:aws:acm:eu-central-1:000000000000:certificate/12345678-1234-1234-1234-123456789012";
const loadBalancer = { port: 8080, certificateArn };
const data = {
  machines: [machines, { ...machines, name: "shop", count: 2, image: "ami-0123456789abcdef0", loadBalancer }],
  volumes: [{ name: "data", sizeGiB: 20, zone: "b" }],
  fileSystems: ["shared"],
  databases: [{ name: "main", engine: "postgres-18", size: "small", storageGiB: 20 }],
};

/** Writes what the tenant orders; a move down is at a renewal, which this contract has had. */
function order(tier: string, spec: object): void {
  const manifest = {
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id: "acme", displayName: "Acme GmbH" },
    spec: {
      contract: {
        start: "2025-01-01",
        contacts: { technical: "ops@acme.example", billing: "ap@acme.example", security: "sec@acme.example" },
      },
      subscriptions: [
        {
          name: "web",
          service: "iaas",
          tier,
          cell: "eu-central-1-main",
          move: { on: "2025-02-01" },
          spec: { network: { cidr: "10.40.0.0/20" }, ...spec },
        },
      ],
    },
  };
  estate.onlyTenants({ acme: stringify(manifest) });
}

async function run(verb: "up" | "preview", tier: string, spec: object) {
  order(tier, spec);
  const outcome = await estate.tenantry([verb, "acme", "--json"]);
  const [result] = runDocument.parse(JSON.parse(outcome.stdout)).results;
  return result;
}

/** Ids and birthdays of what holds data: equal ones are the same object. */
function holders(): string[] {
  const types =
    /^aws:(?:ec2\/vpc|ec2\/subnet|s3\/bucket|ebs\/volume|efs\/fileSystem|rds\/instance|kms\/key|backup\/vault|cloudwatch\/logGroup):(?!.*(?:Policy|Block))/;
  return simulatedObjects(estate)
    .filter(({ type }) => types.test(type))
    .map(({ type, id, birth, createdAt }) => `${type} ${id} ${birth} ${createdAt}`)
    .toSorted();
}

describe("a tenant", () => {
  test("begins on starter", async () => {
    const result = await run("up", "starter@2", { machines: [machines], buckets: ["assets"] });
    expect([result?.result, result?.errors]).toEqual(["created", []]);
  });

  test("does not lose a bucket by a change of its list", async () => {
    const before = holders();
    const refused = await run("up", "starter@2", { machines: [machines] });
    expect(refused?.result).toBe("refused");
    expect(refused?.errors.join("\n")).toContain('The bucket "assets" of "web" would be removed');
    expect(refused?.errors.join("\n")).toContain("unprotected: [buckets/assets]");
    expect(holders()).toEqual(before);
  });

  test("moves to standard and orders what holds data there", async () => {
    const before = holders();
    const moved = await run("up", "standard@2", { machines: [machines], buckets: ["assets"] });
    expect([moved?.result, moved?.errors, moved?.changes.replace]).toEqual(["updated", [], 0]);
    expect(holders()).toEqual(expect.arrayContaining(before));
    const ordered = await run("up", "standard@2", { ...data, buckets: ["assets"] });
    expect([ordered?.result, ordered?.errors]).toEqual(["updated", []]);
    expect(ordered?.changes).toMatchObject({ replace: 0, delete: 0 });
  });

  test("moves to premium and back with every part that holds data as it was", async () => {
    const before = holders();
    const up = await run("up", "premium@1", { ...data, buckets: ["assets"] });
    expect([up?.result, up?.errors, up?.changes.replace]).toEqual(["updated", [], 0]);
    expect(holders()).toEqual(expect.arrayContaining(before));
    // Premium protects the load balancer, and standard does not.
    order("standard@2", { ...data, buckets: ["assets"] });
    const down = await upApproved(estate, "acme");
    expect([down?.result, down?.errors, down?.changes.replace]).toEqual(["updated", [], 0]);
    expect(holders()).toEqual(before);
  });

  // One preview for all: a run of the engine is what takes time here, and every refusal is told at once.
  test("is refused what would lose data, C3: another engine of a database, a smaller volume, no file system", async () => {
    const before = holders();
    const refused = await run("preview", "standard@2", {
      ...data,
      buckets: ["assets"],
      databases: [{ ...data.databases[0], engine: "mysql-8.4" }],
      volumes: [{ ...data.volumes[0], sizeGiB: 10 }],
      fileSystems: [],
    });
    expect(refused?.result).toBe("refused");
    const told = refused?.errors.map((error) =>
      /TEN218: The (\w+(?: \w+)? "\w+") of "web" would be (\w+)/.exec(error)?.slice(1),
    );
    expect(told?.toSorted()).toEqual([
      ['database "main"', "replaced"],
      ['file system "shared"', "removed"],
      ['volume "data"', "shrunk"],
    ]);
    expect(holders()).toEqual(before);
  });

  test("goes, protected as it is, and leaves nothing", async () => {
    order("standard@2", { ...data, buckets: ["assets"] });
    const { stdout } = await estate.tenantry(["destroy", "acme", "--yes", "--json"]);
    const [gone] = runDocument.parse(JSON.parse(stdout)).results;
    expect([gone?.result, gone?.errors]).toEqual(["destroyed", []]);
    expect(simulatedObjects(estate)).toEqual([]);
  });
});
