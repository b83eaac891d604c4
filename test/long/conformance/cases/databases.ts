/** Amazon RDS: subnet groups, parameter groups and instances. */
import { accepted, refused, type Case } from "../case.ts";
import { network, subnet, twoZones } from "../fixtures.ts";

const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const INSTANCE = "aws:rds/instance:Instance";

/** A database in the default network. */
const orders = {
  identifier: "orders",
  instanceClass: "db.t4g.micro",
  engine: "postgres",
  engineVersion: "16.4",
  allocatedStorage: 20,
  username: "keeper",
  manageMasterUserPassword: true,
  skipFinalSnapshot: true,
};

/** Windows that do not fit. */
const windows: readonly (readonly [what: string, backups: string, maintenance: string])[] = [
  ["maintenance during the backups", "03:00-04:00", "mon:03:30-mon:04:30"],
  ["maintenance of ten minutes", "03:00-04:00", "mon:05:30-mon:05:40"],
  ["maintenance of two days", "03:00-04:00", "mon:05:30-wed:05:40"],
];

/** Cases of databases. */
export const databaseCases: readonly Case[] = [
  accepted("rds:CreateDBSubnetGroup", "subnets in two zones", async (aws) => {
    const { subnets } = await twoZones(aws);
    return () => aws.create(SUBNETS, { name: "data", subnetIds: subnets });
  }),
  refused("rds:CreateDBSubnetGroup", "DBSubnetGroupAlreadyExists", "a name that is taken", async (aws) => {
    const { subnets } = await twoZones(aws);
    await aws.create(SUBNETS, { name: "data", subnetIds: subnets });
    return () => aws.create(SUBNETS, { name: "data", subnetIds: subnets });
  }),
  refused("rds:CreateDBSubnetGroup", "DBSubnetGroupDoesNotCoverEnoughAZs", "subnets in one zone", async (aws) => {
    const vpc = await network(aws);
    const places = [await subnet(aws, vpc, 0, "a"), await subnet(aws, vpc, 1, "a")];
    return () => aws.create(SUBNETS, { name: "data", subnetIds: places.map(({ id }) => id) });
  }),
  refused(
    "rds:CreateDBSubnetGroup",
    "InvalidSubnet",
    "subnets that are not there",
    (aws) => () =>
      aws.create(SUBNETS, { name: "data", subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] }),
  ),
  refused("rds:DeleteDBSubnetGroup", "InvalidDBSubnetGroupStateFault", "subnets that a database has", async (aws) => {
    const { subnets } = await twoZones(aws);
    const places = await aws.create(SUBNETS, { name: "data", subnetIds: subnets });
    await aws.create(INSTANCE, { ...orders, dbSubnetGroupName: places.id });
    return () => aws.delete(places);
  }),
  refused("rds:CreateDBParameterGroup", "DBParameterGroupAlreadyExists", "a name that is taken", async (aws) => {
    await aws.create(PARAMETERS, { name: "tuned", family: "postgres16" });
    return () => aws.create(PARAMETERS, { name: "tuned", family: "postgres16" });
  }),
  refused(
    "rds:DeleteDBParameterGroup",
    "InvalidDBParameterGroupState",
    "parameters that a database has",
    async (aws) => {
      const parameters = await aws.create(PARAMETERS, { name: "tuned", family: "postgres16" });
      await aws.create(INSTANCE, { ...orders, parameterGroupName: parameters.id });
      return () => aws.delete(parameters);
    },
  ),
  accepted("rds:CreateDBInstance", "a database", (aws) => () => aws.create(INSTANCE, orders)),
  refused("rds:CreateDBInstance", "DBInstanceAlreadyExists", "a name that is taken", async (aws) => {
    await aws.create(INSTANCE, orders);
    return () => aws.create(INSTANCE, orders);
  }),
  refused(
    "rds:CreateDBInstance",
    "DBSubnetGroupNotFoundFault",
    "subnets that are not there",
    (aws) => () => aws.create(INSTANCE, { ...orders, dbSubnetGroupName: "nowhere" }),
  ),
  refused(
    "rds:CreateDBInstance",
    "DBParameterGroupNotFound",
    "parameters that are not there",
    (aws) => () => aws.create(INSTANCE, { ...orders, parameterGroupName: "nowhere" }),
  ),
  refused(
    "rds:CreateDBInstance",
    "InvalidParameterValue",
    "a class that is none",
    (aws) => () => aws.create(INSTANCE, { ...orders, instanceClass: "t4g.micro" }),
    { inPreview: "instanceClass" },
  ),
  refused(
    "rds:CreateDBInstance",
    "InvalidParameterValue",
    "an engine that is none",
    (aws) => () => aws.create(INSTANCE, { ...orders, engine: "postgresql" }),
    { inPreview: "engine" },
  ),
  refused(
    "rds:CreateDBInstance",
    "InvalidParameterCombination",
    "a highest size below the size",
    (aws) => () => aws.create(INSTANCE, { ...orders, allocatedStorage: 50, maxAllocatedStorage: 40 }),
  ),
  refused(
    "rds:CreateDBInstance",
    "InvalidParameterValue",
    "a name that ends in a hyphen",
    (aws) => () => aws.create(INSTANCE, { ...orders, identifier: "orders-" }),
    { inPreview: "identifier" },
  ),
  ...windows.map(([what, backupWindow, maintenanceWindow]) =>
    refused(
      "rds:CreateDBInstance",
      "InvalidParameterValue",
      what,
      (aws) => () => aws.create(INSTANCE, { ...orders, backupWindow, maintenanceWindow }),
    ),
  ),
  accepted("rds:ModifyDBInstance", "more storage", async (aws) => {
    const database = await aws.create(INSTANCE, orders);
    return () => aws.update(database, { allocatedStorage: 40 });
  }),
  refused("rds:ModifyDBInstance", "InvalidParameterCombination", "less storage", async (aws) => {
    const database = await aws.create(INSTANCE, { ...orders, allocatedStorage: 40 });
    return () => aws.update(database, { allocatedStorage: 20 });
  }),
  refused(
    "rds:ModifyDBInstance",
    "InvalidParameterCombination",
    "a new major version without saying so",
    async (aws) => {
      const database = await aws.create(INSTANCE, orders);
      return () => aws.update(database, { engineVersion: "17.4" });
    },
  ),
  refused("rds:DeleteDBInstance", "InvalidParameterCombination", "a protected database", async (aws) => {
    const database = await aws.create(INSTANCE, { ...orders, deletionProtection: true });
    return () => aws.delete(database);
  }),
  refused(
    "rds:DeleteDBInstance",
    "InvalidParameterCombination",
    "without a name for the last snapshot",
    async (aws) => {
      const database = await aws.create(INSTANCE, { ...orders, skipFinalSnapshot: false });
      return () => aws.delete(database);
    },
  ),
  accepted("rds:DeleteDBInstance", "a database that is not protected any more", async (aws) => {
    const database = await aws.create(INSTANCE, { ...orders, deletionProtection: true });
    const open = await aws.update(database, { deletionProtection: false });
    return () => aws.delete(open);
  }),
];
