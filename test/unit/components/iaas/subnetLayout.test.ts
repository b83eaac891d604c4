import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { maximumZones, privateSubnets } from "../../../../components/iaas/subnetLayout.ts";
import { contains, overlaps, subBlock } from "../../../../core/network/cidrBlock.ts";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"];
const network = fc
  .integer({ min: 16, max: 24 })
  .chain((prefix) => fc.integer({ min: 0, max: 2 ** (prefix - 8) - 1 }).map((n) => subBlock("10.0.0.0/8", prefix, n)));

describe("privateSubnets", () => {
  test("gives each zone the first half of its quarter", () => {
    expect(privateSubnets("10.40.0.0/20", zones, 2)).toEqual([
      { name: "private-a", cidr: "10.40.0.0/23", availabilityZone: "eu-central-1a" },
      { name: "private-b", cidr: "10.40.4.0/23", availabilityZone: "eu-central-1b" },
    ]);
  });

  test("lays subnets inside the network, apart from each other, and never moves one when a zone is added", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: maximumZones }), (cidr, count) => {
        const subnets = privateSubnets(cidr, zones, count).map((subnet) => subnet.cidr);
        expect(subnets.filter((subnet) => !contains(cidr, subnet))).toEqual([]);
        expect(subnets.filter((a, i) => subnets.some((b, j) => j > i && overlaps(a, b)))).toEqual([]);
        expect(privateSubnets(cidr, zones, count - 1)).toEqual(privateSubnets(cidr, zones, count).slice(0, -1));
      }),
    );
  });

  test("refuses more zones than there are", () => {
    expect(() => privateSubnets("10.40.0.0/20", zones.slice(0, 1), 2)).toThrow(
      new RangeError("2 zones are wanted and 1 are there"),
    );
    expect(() => privateSubnets("10.40.0.0/20", [...zones, "eu-central-1e"], 5)).toThrow(
      new RangeError("5 zones are wanted and 4 are there"),
    );
  });
});
