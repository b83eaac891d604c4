/** The AWS provider's functions that the sandbox answers. */
import type { ProviderFunction } from "../definition.ts";
import { stringOf } from "../../provider/values.ts";
import { zonesOf } from "./regions.ts";

/** Functions by token. */
export const awsFunctions: ReadonlyMap<string, ProviderFunction> = new Map<string, ProviderFunction>([
  [
    "aws:index/getCallerIdentity:getCallerIdentity",
    (_inputs, { facts }) => ({
      id: facts["account"] ?? "",
      accountId: facts["account"] ?? "",
      arn: `arn:${facts["partition"] ?? ""}:iam::${facts["account"] ?? ""}:user/sandbox`,
      userId: "AIDASANDBOX",
    }),
  ],
  [
    "aws:index/getRegion:getRegion",
    (inputs, { facts }) => {
      const region = stringOf(inputs["region"]) ?? facts["region"] ?? "";
      return {
        id: region,
        name: region,
        region,
        description: `Sandbox (${region})`,
        endpoint: `ec2.${region}.amazonaws.com`,
      };
    },
  ],
  [
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    (inputs, { facts }) => {
      const region = stringOf(inputs["region"]) ?? facts["region"] ?? "";
      const excluded = [inputs["excludeNames"] ?? []].flat();
      const excludedIds = [inputs["excludeZoneIds"] ?? []].flat();
      const zones = zonesOf(region).filter(({ name, id }) => !excluded.includes(name) && !excludedIds.includes(id));
      return {
        ...inputs,
        id: region,
        region,
        names: zones.map(({ name }) => name),
        zoneIds: zones.map(({ id }) => id),
        groupNames: [`${region}-zg-1`],
      };
    },
  ],
  [
    "aws:index/getPartition:getPartition",
    (_inputs, { facts }) => ({
      id: facts["partition"] ?? "",
      partition: facts["partition"] ?? "",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    }),
  ],
]);
