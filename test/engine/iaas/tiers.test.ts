/** The tiers of iaas on the real engine: up through all of them and down again, without replacing what holds data. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { join } from "node:path";

import { runDocument } from "../../../core/results/tenantRun.ts";
import { Inventory } from "../../../sandbox/inventory/inventory.ts";
import { copyEstate, type Outcome, type TestEstate } from "../../helpers/cli.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
beforeAll(() => {
  estate = copyEstate();
  // Moves down are for renewals: this contract has had one.
  estate.edit("tenants/acme.yaml", "start: 2026-12-01", "start: 2025-01-01");
  estate.edit("tenants/acme.yaml", "tier: standard@1", "tier: starter@1\n      move: { on: 2025-02-01 }");
  estate.edit("tenants/acme.yaml", "[assets, backups]", "[assets]");
});

afterAll(() => {
  estate.remove();
});

const resultOf = (outcome: Outcome) => {
  const [result] = runDocument.parse(JSON.parse(outcome.stdout)).results;
  expect(result?.errors).toEqual([]);
  return result;
};

/** Kinds of simulated objects and how many of each there are. */
function inventory(): Record<string, number> {
  const open = new Inventory(join(estate.stateDirectory, "inventory.sqlite"));
  try {
    const objects = open.list({}).filter(({ urn }) => urn !== "");
    const byType = Object.entries(Object.groupBy(objects, ({ type }) => type));
    return Object.fromEntries(byType.map(([type, all = []]) => [type.replace(/^aws:|:\w+$/g, ""), all.length]));
  } finally {
    open.close();
  }
}

async function up(from: string, to: string): Promise<ReturnType<typeof resultOf>> {
  if (from !== to) estate.edit("tenants/acme.yaml", `tier: ${from}`, `tier: ${to}`);
  return resultOf(await estate.tenantry(["up", "acme", "--json"]));
}

describe("the tiers of iaas", () => {
  test("starter is a closed network in one zone", async () => {
    expect((await up("starter@1", "starter@1"))?.result).toBe("created");
    expect(inventory()).toMatchObject({ "ec2/vpc": 1, "ec2/subnet": 1, "ec2/routeTable": 1 });
    expect(inventory()).not.toHaveProperty("ec2/natGateway");
  });

  test("standard adds a zone, a way out, data subnets and flow logs, and replaces nothing", async () => {
    expect((await up("starter@1", "standard@2"))?.changes).toMatchObject({ replace: 0, delete: 0 });
    expect(inventory()).toMatchObject({
      "ec2/subnet": 6,
      "ec2/natGateway": 1,
      "ec2/eip": 1,
      "ec2/vpcEndpoint": 1,
      "ec2/flowLog": 1,
      "ec2/routeTable": 4,
    });
  });

  test("premium stands alone in three zones, and replaces nothing", async () => {
    expect((await up("standard@2", "premium@1"))?.changes).toMatchObject({ replace: 0, delete: 0 });
    expect(inventory()).toMatchObject({ "ec2/subnet": 9, "ec2/natGateway": 3, "ec2/eip": 3, "ec2/vpcEndpoint": 7 });
  });

  test("standard again takes away what it does not have, and replaces nothing", async () => {
    expect((await up("premium@1", "standard@2"))?.changes).toMatchObject({ create: 0, replace: 0 });
    expect(inventory()).toMatchObject({ "ec2/subnet": 6, "ec2/natGateway": 1, "ec2/eip": 1, "ec2/vpcEndpoint": 1 });
  });

  test("nothing is left when the tenant goes", async () => {
    expect(resultOf(await estate.tenantry(["destroy", "acme", "--yes", "--json"]))?.result).toBe("destroyed");
    expect(inventory()).toEqual({});
  });
});
