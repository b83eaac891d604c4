/** Amazon RDS: database instances. A final snapshot is asked for as in AWS (DeleteDBInstance), but not kept. */
import { derived, uuidFrom } from "../../provider/derive.ts";
import { stringOf, text, UNKNOWN, Unknown, type Properties, type Value } from "../../provider/values.ts";
import type { Computation, ResourceType } from "../definition.ts";
import { defaultParameterGroup, familyOfDefault } from "./databaseGroups.ts";
import {
  admitInstance,
  checkInstance,
  COMBINATION,
  ENGINES,
  refuse,
  runningVersion,
  versionOf,
} from "./databaseRules.ts";
import { arnOf, needsKey, needsRole, needsSecurityGroups, refersTo, regional, TOKENS, uniqueInRegion } from "./ties.ts";

/** The secret that AWS Secrets Manager keeps for a managed master password. Its value is nowhere to be read. */
function masterUserSecrets(inputs: Properties, computation: Computation): Value {
  if (inputs["manageMasterUserPassword"] !== true) return [];
  const digits = computation.derive("secret", 64);
  const name = typeof digits === "string" ? `rds!db-${uuidFrom(digits)}-${digits.slice(0, 6)}` : UNKNOWN;
  return [
    {
      kmsKeyId: inputs["masterUserSecretKmsKeyId"] ?? arnOf(computation, "kms", "key/aws-secretsmanager"),
      secretArn: arnOf(computation, "secretsmanager", text`secret:${name}`),
      secretStatus: "active",
    },
  ];
}

function instanceOutputs(inputs: Properties, computation: Computation): Properties {
  const { id, scope, derive } = computation;
  const region = scope.facts["region"] ?? "";
  const engine = stringOf(inputs["engine"]) ?? "";
  const identifier = inputs["identifier"] ?? text`${inputs["identifierPrefix"] ?? "tf-"}${derive("identifier", 26)}`;
  const isUnknown = inputs["engine"] instanceof Unknown || inputs["engineVersion"] instanceof Unknown;
  const port = inputs["port"] ?? (isUnknown ? UNKNOWN : (ENGINES[engine]?.port ?? 0));
  const address = text`${identifier}.${derived(region, "rds-account", 12)}.${region}.rds.amazonaws.com`;
  const version = isUnknown ? UNKNOWN : versionOf(inputs);
  return {
    availabilityZone: `${region}a`,
    backupRetentionPeriod: 0,
    backupWindow: "03:00-03:30",
    caCertIdentifier: "rds-ca-rsa2048-g1",
    dbSubnetGroupName: "default",
    deletionProtection: false,
    engineVersion: version,
    identifierPrefix: "",
    kmsKeyId: "",
    maintenanceWindow: "sun:04:00-sun:04:30",
    multiAz: false,
    networkType: "IPV4",
    parameterGroupName: typeof version === "string" ? defaultParameterGroup(engine, version) : UNKNOWN,
    performanceInsightsEnabled: false,
    storageEncrypted: false,
    storageType: "gp2",
    vpcSecurityGroupIds: [],
    ...inputs,
    ...regional(inputs, computation),
    address,
    arn: arnOf(computation, "rds", text`db:${identifier}`),
    endpoint: text`${address}:${port}`,
    engineVersionActual: typeof version === "string" ? runningVersion(engine, version) : version,
    hostedZoneId: `Z${region.replaceAll("-", "").toUpperCase()}RDS`,
    identifier,
    latestRestorableTime: "",
    listenerEndpoints: [],
    masterUserSecrets: masterUserSecrets(inputs, computation),
    port,
    replicas: [],
    resourceId: id,
    status: "available",
  };
}

const instance: ResourceType = {
  token: "aws:rds/instance:Instance",
  title: "RDS DB Instance",
  defaults: {
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    dedicatedLogVolume: false,
    deleteAutomatedBackups: true,
    monitoringInterval: 0,
    publiclyAccessible: false,
    skipFinalSnapshot: false,
  },
  chosenWhenAbsent: [
    "allocatedStorage",
    "applyImmediately",
    "availabilityZone",
    "backupRetentionPeriod",
    "backupWindow",
    "caCertIdentifier",
    "dbName",
    "dbSubnetGroupName",
    "engine",
    "engineVersion",
    "identifierPrefix",
    "kmsKeyId",
    "licenseModel",
    "maintenanceWindow",
    "masterUserSecretKmsKeyId",
    "monitoringRoleArn",
    "multiAz",
    "networkType",
    "optionGroupName",
    "parameterGroupName",
    "performanceInsightsKmsKeyId",
    "performanceInsightsRetentionPeriod",
    "port",
    "snapshotIdentifier",
    "storageThroughput",
    "storageType",
    "username",
    "vpcSecurityGroupIds",
  ],
  autoname: { path: ["identifier"], randomDigits: 7, longest: 63, unless: [["identifierPrefix"]] },
  freeMaps: ["tags"],
  replaceOn: [
    "availabilityZone",
    "backupTarget",
    "characterSetName",
    "customIamInstanceProfile",
    "dbName",
    "engine",
    "identifierPrefix",
    "kmsKeyId",
    "ncharCharacterSetName",
    "restoreToPointInTime",
    "s3Import",
    "snapshotIdentifier",
    "storageEncrypted",
    "timezone",
    "username",
  ],
  limits: [
    { name: "databaseInstancesPerRegion" },
    {
      name: "databaseStorageGBPerRegion",
      shared: () => "the region",
      measure: ({ allocatedStorage: size }) => (typeof size === "number" ? size : 0),
    },
  ],
  references: [
    refersTo("dbSubnetGroupName", TOKENS.databaseSubnetGroup, "restrict", (id) => ({
      code: "DBSubnetGroupNotFoundFault",
      message: `DBSubnetGroup not found: ${id}`,
    })),
    {
      ...refersTo("parameterGroupName", TOKENS.databaseParameterGroup, "restrict", (id) => ({
        code: "DBParameterGroupNotFound",
        message: `DBParameterGroup not found: ${id}`,
      })),
      existsAnyway: (id) => familyOfDefault(id) !== undefined,
    },
    needsSecurityGroups("vpcSecurityGroupIds", "restrict", "InvalidParameterValue"),
    needsKey("kmsKeyId", "KMSKeyNotAccessibleFault"),
    needsKey("masterUserSecretKmsKeyId", "KMSKeyNotAccessibleFault"),
    needsKey("performanceInsightsKmsKeyId", "KMSKeyNotAccessibleFault"),
    needsRole("monitoringRoleArn", (name) => ({
      code: "InvalidParameterValue",
      message: `IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING (${name} does not exist)`,
    })),
  ],
  unique: [
    uniqueInRegion("db-instance", "identifier", (name) => ({
      code: "DBInstanceAlreadyExists",
      message: `DB instance already exists: ${name}`,
    })),
  ],
  check: checkInstance,
  admit: admitInstance,
  admitDelete: ({ outputs }) => {
    if (outputs["deletionProtection"] === true) {
      refuse(COMBINATION, "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }
    const isNamed = stringOf(outputs["finalSnapshotIdentifier"]) !== undefined;
    if (outputs["skipFinalSnapshot"] !== true && !isNamed && outputs["replicateSourceDb"] === undefined) {
      refuse(COMBINATION, "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
    }
  },
  id: (_inputs, fresh) => `db-${fresh(26).toUpperCase()}`,
  outputs: instanceOutputs,
  secretOutputs: ["password"],
};

/** Rows of database instances. */
export const databaseTypes: readonly ResourceType[] = [instance];
