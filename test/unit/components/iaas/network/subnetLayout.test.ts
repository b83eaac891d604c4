import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { SubnetRole } from "../../../../../components/iaas/network/plan.ts";
import { layOutSubnets, maximumZones } from "../../../../../components/iaas/network/subnetLayout.ts";
import { contains, overlaps, prefixLength, subBlock } from "../../../../../core/network/cidrBlock.ts";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"];
const allRoles: SubnetRole[] = ["private", "public", "data"];
const network = fc
  .integer({ min: 16, max: 24 })
  .chain((prefix) => fc.integer({ min: 0, max: 2 ** (prefix - 8) - 1 }).map((n) => subBlock("10.0.0.0/8", prefix, n)));

const cidrs = (cidr: string, count: number, roles: SubnetRole[]): string[] => {
  return layOutSubnets(cidr, zones, count, roles).map((subnet) => `${subnet.name} ${subnet.cidr}`);
};

describe("the subnets of a network", () => {
  test("are the first half of each zone's quarter, and an eighth for public and data each", () => {
    expect(layOutSubnets("10.40.0.0/20", zones, 2, ["private"])).toEqual([
      { name: "private-a", role: "private", cidr: "10.40.0.0/23", availabilityZone: "eu-central-1a" },
      { name: "private-b", role: "private", cidr: "10.40.4.0/23", availabilityZone: "eu-central-1b" },
    ]);
    expect(cidrs("10.40.0.0/20", 2, allRoles)).toEqual([
      "private-a 10.40.0.0/23",
      "public-a 10.40.2.0/25",
      "data-a 10.40.2.128/25",
      "private-b 10.40.4.0/23",
      "public-b 10.40.6.0/25",
      "data-b 10.40.6.128/25",
    ]);
  });

  test("fit into the smallest network too", () => {
    expect(cidrs("10.40.0.0/24", 1, allRoles)).toEqual([
      "private-a 10.40.0.0/27",
      "public-a 10.40.0.32/28",
      "data-a 10.40.0.48/28",
    ]);
  });

  test("lie inside the network, apart from each other, and are none smaller than AWS takes", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: maximumZones }), (cidr, count) => {
        const blocks = layOutSubnets(cidr, zones, count, allRoles).map((subnet) => subnet.cidr);
        expect(blocks.filter((block) => !contains(cidr, block) || prefixLength(block) > 28)).toEqual([]);
        expect(blocks.filter((a, i) => blocks.some((b, j) => j > i && overlaps(a, b)))).toEqual([]);
      }),
    );
  });

  test("never move when a zone or a role is added", () => {
    fc.assert(
      fc.property(
        network,
        fc.integer({ min: 1, max: maximumZones }),
        fc.subarray(allRoles, { minLength: 1 }),
        (cidr, count, roles) => {
          const all = new Set(cidrs(cidr, maximumZones, allRoles));
          expect(cidrs(cidr, count, roles).filter((subnet) => !all.has(subnet))).toEqual([]);
        },
      ),
    );
  });

  test("are refused for more zones than there are", () => {
    expect(() => layOutSubnets("10.40.0.0/20", zones.slice(0, 1), 2, ["private"])).toThrow(
      new RangeError("2 zones are wanted and 1 are there"),
    );
    expect(() => layOutSubnets("10.40.0.0/20", [...zones, "eu-central-1e"], 5, ["private"])).toThrow(
      new RangeError("5 zones are wanted and 4 are there"),
    );
  });
});
