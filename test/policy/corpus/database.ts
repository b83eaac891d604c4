import { resource } from "../../helpers/judge.ts";
import { adding, clean, faults, set, tagged, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { ways } from "./networkStack.ts";

const instance = (name: string, more: object) =>
  tagged("aws:rds/instance:Instance", name, {
    identifier: `acme--web--${name}`,
    instanceClass: "db.m7g.large",
    allocatedStorage: 20,
    storageEncrypted: true,
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    dbSubnetGroupName: "acme--web",
    publiclyAccessible: false,
    autoMinorVersionUpgrade: true,
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: `acme--web--${name}--final`,
    ...more,
  });
const logGroup = (database: string, log: string) =>
  tagged("aws:cloudwatch/logGroup:LogGroup", `${database}-${log}`, {
    name: `/aws/rds/instance/acme--web--${database}/${log}`,
    retentionInDays: 365,
  });
const parameters = (name: string, family: string, parameter: object) =>
  tagged("aws:rds/parameterGroup:ParameterGroup", name, {
    name: `acme--web--${name}`,
    family,
    parameters: [parameter],
  });

const databases = [
  ...ways,
  tagged("aws:rds/subnetGroup:SubnetGroup", "subnets", {
    name: "acme--web",
    subnetIds: ["subnet-data-a", "subnet-data-b"],
  }),
  parameters("postgres", "postgres18", { name: "rds.force_ssl", value: "1" }),
  parameters("mysql", "mysql8.4", { name: "require_secure_transport", value: "ON" }),
  logGroup("main", "postgresql"),
  logGroup("main", "upgrade"),
  logGroup("shop", "error"),
  instance("main", {
    engine: "postgres",
    parameterGroupName: "acme--web--postgres",
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
  }),
  instance("shop", {
    engine: "mysql",
    parameterGroupName: "acme--web--mysql",
    enabledCloudwatchLogsExports: ["error"],
  }),
];

const clusters = [
  resource("aws:rds/cluster:Cluster", "cluster", {
    clusterIdentifier: "acme--web--cluster",
    storageEncrypted: true,
    deletionProtection: true,
    backupRetentionPeriod: 7,
    copyTagsToSnapshot: true,
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "acme--web--cluster--final",
  }),
  resource("aws:rds/clusterInstance:ClusterInstance", "member", {
    clusterIdentifier: "acme--web--cluster",
    publiclyAccessible: false,
  }),
];

/** Databases that say what they need to and no more. */
const terse = [
  parameters("forced", "mysql8.4", { name: "require_secure_transport", value: 1 }),
  logGroup("terse", "error"),
  instance("terse", {
    parameterGroupName: "acme--web--forced",
    enabledCloudwatchLogsExports: ["error"],
    publiclyAccessible: undefined,
    autoMinorVersionUpgrade: undefined,
    skipFinalSnapshot: undefined,
    password: "",
    backupRetentionPeriod: 7,
  }),
];

/** Databases whose engines' support ends, as an estate with lifecycles says it. */
const ending: CorpusCase = {
  what: "databases whose engines are not supported any more, or not for long",
  stack: {
    name: "acme",
    resources: databases.map((one) => {
      const engine = { main: ["postgres", "16.4"], shop: ["mysql", "8.4"] }[one.name];
      if (one.type !== "aws:rds/instance:Instance" || engine === undefined) return one;
      return { ...one, inputs: { ...one.inputs, engine: engine[0], engineVersion: engine[1] } };
    }),
    settings: Object.fromEntries(
      ["upkeep/supported-versions", "upkeep/ending-versions"].map((rule) => [
        rule,
        { versions: { "rds-postgres": { 16: "ended" }, "rds-mysql": { "8.4": "ending" } } },
      ]),
    ),
  },
  expected: ["upkeep/supported-versions main engineVersion", "upkeep/ending-versions shop engineVersion"],
};

/** Databases. */
export const databaseCases: readonly CorpusCase[] = [
  ending,
  clean("databases in data subnets", databases),
  clean("a cluster of databases", clusters),
  clean("databases with what the provider has by itself", terse),
  ...faults(databases, [
    ["a database in clear", set("main", "storageEncrypted", undefined), "database/encrypted main storageEncrypted"],
    ["a public database", set("shop", "publiclyAccessible", true), "database/not-public shop publiclyAccessible"],
    [
      "a database whose public address is text",
      set("main", "publiclyAccessible", "no"),
      "database/not-public main publiclyAccessible",
    ],
    [
      "holes that stay open",
      set("main", "autoMinorVersionUpgrade", false),
      "database/minor-upgrades main autoMinorVersionUpgrade",
    ],
    [
      "a database that anybody deletes",
      set("shop", "deletionProtection", false),
      "database/deletion-protected shop deletionProtection",
    ],
    [
      "a database of which nothing is said",
      set("main", "deletionProtection", undefined),
      "database/deletion-protected main deletionProtection",
    ],
    ["no backups", set("main", "backupRetentionPeriod", 0), "database/backed-up main backupRetentionPeriod"],
    ["backups of a day", set("shop", "backupRetentionPeriod", 1), "database/backed-up shop backupRetentionPeriod"],
    [
      "snapshots of nobody",
      set("main", "copyTagsToSnapshot", undefined),
      "database/tags-copied main copyTagsToSnapshot",
    ],
    [
      "connections without TLS",
      set("postgres", "parameters", [{ name: "rds.force_ssl", value: "0" }]),
      "database/tls-only main parameterGroupName",
    ],
    [
      "the engine's own parameters",
      set("shop", "parameterGroupName", undefined),
      "database/tls-only shop parameterGroupName",
    ],
    [
      "parameters of somebody else",
      set("main", "parameterGroupName", "default.postgres18"),
      "database/tls-only main parameterGroupName",
    ],
    ["a password in the program", set("main", "password", "a stand-in"), "database/password-managed main password"],
    [
      "a password of nobody's",
      set("shop", "manageMasterUserPassword", undefined),
      "database/password-managed shop manageMasterUserPassword",
    ],
    [
      "passwords alone",
      set("main", "iamDatabaseAuthenticationEnabled", false),
      "database/iam-authentication main iamDatabaseAuthenticationEnabled",
    ],
    ["nothing left behind", set("main", "skipFinalSnapshot", true), "database/final-snapshot main skipFinalSnapshot"],
    [
      "a snapshot without a name",
      set("shop", "finalSnapshotIdentifier", ""),
      "database/final-snapshot shop finalSnapshotIdentifier",
    ],
    [
      "a public subnet among them",
      set("subnets", "subnetIds", ["subnet-data-a", "subnet-public-b"]),
      "database/private-subnets subnets subnetIds",
    ],
    [
      "a database in the default network",
      set("main", "dbSubnetGroupName", undefined),
      "database/private-subnets main dbSubnetGroupName",
    ],
    [
      "a data subnet that becomes public",
      adding(
        resource("aws:ec2/route:Route", "wrong", {
          routeTableId: "rtb-data-a",
          destinationCidrBlock: "0.0.0.0/0",
          gatewayId: "igw-1",
        }),
      ),
      "database/private-subnets subnets subnetIds",
    ],
    [
      "no logs",
      set("shop", "enabledCloudwatchLogsExports", undefined),
      "logging/database-logs shop enabledCloudwatchLogsExports",
    ],
    ["logs that nobody ends", without("main-upgrade"), "logging/database-logs main enabledCloudwatchLogsExports"],
    [
      "logs that go soon",
      set("main-postgresql", "retentionInDays", 7),
      "logging/log-retention main-postgresql retentionInDays",
    ],
  ]),
  ...faults(clusters, [
    ["a cluster in clear", set("cluster", "storageEncrypted", false), "database/encrypted cluster storageEncrypted"],
    [
      "a cluster that anybody deletes",
      set("cluster", "deletionProtection", undefined),
      "database/deletion-protected cluster deletionProtection",
    ],
    [
      "a cluster's password in the program",
      set("cluster", "masterPassword", "a stand-in"),
      "database/password-managed cluster masterPassword",
    ],
    ["a public member", set("member", "publiclyAccessible", true), "database/not-public member publiclyAccessible"],
    [
      "a member with holes",
      set("member", "autoMinorVersionUpgrade", false),
      "database/minor-upgrades member autoMinorVersionUpgrade",
    ],
  ]),
];
