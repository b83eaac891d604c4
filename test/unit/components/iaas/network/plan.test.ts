import { describe, expect, test } from "@jest/globals";

import { networkFeatures } from "../../../../../components/iaas/network/order.ts";
import { planNetwork } from "../../../../../components/iaas/network/plan.ts";
import { partContext } from "../../../../helpers/partContext.ts";
import { z } from "zod";

const features = (given: object) => z.strictObject(networkFeatures).parse({ zones: 2, ...given });
const order = { cidr: "10.40.0.0/20" };

describe("a network's plan", () => {
  test("has the subnets that its tier and its orders need", () => {
    const names = (given: object, publicSubnets = false) =>
      planNetwork(partContext(), order, features(given), publicSubnets).plan?.subnets.map(({ name }) => name);
    expect(names({})).toEqual(["private-a", "private-b"]);
    expect(names({}, true)).toEqual(["private-a", "public-a", "private-b", "public-b"]);
    expect(names({ natGateways: "one", dataSubnets: true })).toEqual([
      "private-a",
      "public-a",
      "data-a",
      "private-b",
      "public-b",
      "data-b",
    ]);
  });

  test("claims its range, one VPC and an address for each NAT gateway", () => {
    const claims = (given: object) => planNetwork(partContext(), order, features(given), false).claims;
    expect(claims({ natGateways: "per-zone" })).toEqual([
      { type: "network", scope: "cell/eu-central-1-main", value: "10.40.0.0/20", path: ["network", "cidr"] },
      { type: "capacity", resource: "vpcs", amount: 1, path: ["network"] },
      { type: "capacity", resource: "elasticIps", amount: 2, path: ["network"] },
    ]);
    expect(claims({ natGateways: "one" })[2]).toMatchObject({ amount: 1 });
    expect(claims({})[2]).toMatchObject({ amount: 0 });
  });

  test("names what records its traffic, and lists where the tier has them", () => {
    const { plan } = planNetwork(
      partContext(),
      order,
      features({ flowLogs: { retentionDays: 90 }, networkAcls: true, serviceEndpoints: ["ssm"] }),
      false,
    );
    expect(plan).toMatchObject({
      name: "acme--web",
      networkAcls: true,
      serviceEndpoints: { region: "eu-central-1", interfaces: ["ssm"] },
      flowLogs: {
        logGroupName: "/tenantry/acme/web/flows",
        roleName: "acme--web--flows",
        retentionDays: 90,
        accountId: "000000000000",
      },
    });
    expect(planNetwork(partContext(), order, features({}), false).plan).not.toHaveProperty("networkAcls");
  });

  test("says all that is wrong at once", () => {
    const { plan, problems } = planNetwork(partContext(), { cidr: "10.0.0.0/8" }, features({ zones: 4 }), false);
    expect(plan).toBeUndefined();
    expect(problems.map(({ concern, message }) => `${concern}: ${message}`)).toEqual([
      "network: The network 10.0.0.0/8 is a /8.",
      'network: The tier spans 4 zones and the cell "eu-central-1-main" has 3.',
    ]);
  });
});
