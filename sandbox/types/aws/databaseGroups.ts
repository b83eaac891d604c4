/** Amazon RDS: what database instances stand in (subnet groups) and are set up by (parameter groups). */
import { TargetError } from "../../provider/errors.ts";
import { isList, stringOf, text, type Value } from "../../provider/values.ts";
import type { ResourceType } from "../definition.ts";
import { atMostOne, each, matching, problem, texts } from "./inputs.ts";
import { arnOf, namedOrPrefixed, needsSubnets, regional, TOKENS, uniqueInRegion } from "./ties.ts";

function users(list: readonly { readonly id: string }[]): string {
  return list.map(({ id }) => id).join(", ");
}

function firstOf(value: Value | undefined): Value | undefined {
  return isList(value) ? value[0] : value;
}

const subnetGroup: ResourceType = {
  token: TOKENS.databaseSubnetGroup,
  title: "RDS DB Subnet Group",
  defaults: { description: "Managed by Pulumi" },
  chosenWhenAbsent: ["namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 255, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["name", "namePrefix"],
  limits: [{ name: "databaseSubnetGroupsPerRegion" }],
  references: [needsSubnets("subnetIds", "nothing", "InvalidSubnet")],
  unique: [
    uniqueInRegion("db-subnet-group", "name", (name) => ({
      code: "DBSubnetGroupAlreadyExists",
      message: `The DB subnet group '${name}' already exists.`,
    })),
  ],
  check: (inputs) => [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching(
      "name",
      inputs["name"],
      /^[a-z0-9 ._-]{1,255}$/,
      "1 to 255 of lowercase letters, digits, spaces and ._-",
    ),
    ...matching("name", inputs["name"], /^(?!default$)/, 'another name than "default"'),
  ],
  admit: ({ inputs, find }) => {
    const places = texts(inputs["subnetIds"]).map((id) => find(TOKENS.subnet, id));
    if (new Set(places.map((place) => place?.["vpcId"])).size > 1) {
      throw new TargetError("InvalidSubnet", "The subnets of a DB subnet group must be in the same VPC");
    }
    if (new Set(places.map((place) => place?.["availabilityZone"])).size < 2) {
      throw new TargetError(
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Add subnets to cover at least 2 AZs.",
      );
    }
  },
  stillUsed: (id, list) => ({
    code: "InvalidDBSubnetGroupStateFault",
    message: `Cannot delete the subnet group '${id}' because at least one database instance is still using it: ${users(list)}`,
  }),
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    namePrefix: "",
    ...inputs,
    ...regional(inputs, computation),
    name: computation.id,
    arn: arnOf(computation, "rds", text`subgrp:${computation.id}`),
    supportedNetworkTypes: ["IPV4"],
    vpcId: computation.lookUp(TOKENS.subnet, firstOf(inputs["subnetIds"]), "vpcId"),
  }),
};

const parameterGroup: ResourceType = {
  token: TOKENS.databaseParameterGroup,
  title: "RDS DB Parameter Group",
  defaults: { description: "Managed by Pulumi", skipDestroy: false },
  chosenWhenAbsent: ["namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 255, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["description", "family", "name", "namePrefix"],
  limits: [{ name: "databaseParameterGroupsPerRegion" }],
  unique: [
    uniqueInRegion("db-parameter-group", "name", (name) => ({
      code: "DBParameterGroupAlreadyExists",
      message: `Parameter group ${name} already exists`,
    })),
  ],
  check: (inputs) => [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching(
      "name",
      inputs["name"],
      /^[a-z](?!.*--)[a-z0-9-]{0,254}(?<!-)$/,
      "up to 255 of lowercase letters, digits and single hyphens, beginning with a letter",
    ),
    ...matching(
      "family",
      inputs["family"],
      /^[a-z]+(-[a-z0-9]+)*-?\d[\d.]*$/,
      "a family such as postgres16 or mysql8.0",
    ),
    ...each(inputs, "parameters", ({ applyMethod }, at) =>
      problem(
        `${at}applyMethod`,
        applyMethod === undefined || applyMethod === "immediate" || applyMethod === "pending-reboot"
          ? undefined
          : "must be immediate or pending-reboot",
      ),
    ),
  ],
  stillUsed: (id, list) => ({
    code: "InvalidDBParameterGroupState",
    message: `One or more database instances are still members of this parameter group ${id}, so the group cannot be deleted: ${users(list)}`,
  }),
  survivesDelete: ({ outputs }) => outputs["skipDestroy"] === true,
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    namePrefix: "",
    parameters: [],
    ...inputs,
    ...regional(inputs, computation),
    name: computation.id,
    arn: arnOf(computation, "rds", text`pg:${computation.id}`),
  }),
};

/** Name of the parameter group that an engine has when the program gives none: `default.postgres16`. */
export function defaultParameterGroup(engine: string, version: string): string {
  return `default.${engine}${majorVersion(engine, version)}`;
}

/** Major version as parameter group families have it: 16 of PostgreSQL 16.4, 8.0 of MySQL 8.0.39. */
export function majorVersion(engine: string, version: string): string {
  const [major = "", minor] = version.split(".");
  return engine === "postgres" || minor === undefined ? major : `${major}.${minor}`;
}

/** Family of a parameter group's name when it is AWS's own (`default.postgres16`), else undefined. */
export function familyOfDefault(name: string): string | undefined {
  return stringOf(/^default\.(.+)$/.exec(name)?.[1]);
}

/** Rows of subnet groups and parameter groups. */
export const databaseGroupTypes: readonly ResourceType[] = [subnetGroup, parameterGroup];
