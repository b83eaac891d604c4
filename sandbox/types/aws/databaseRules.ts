/**
 * Amazon RDS: what a database instance may be and become (Amazon RDS API Reference: CreateDBInstance, ModifyDBInstance; Amazon
 * RDS User Guide).
 */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, type Properties } from "../../provider/values.ts";
import type { Admission, Problem } from "../definition.ts";
import { familyOfDefault, majorVersion } from "./databaseGroups.ts";
import { admitOptions } from "./databaseOptions.ts";
import { admitWindows } from "./databaseWindows.ts";
import { atMostOne, between, choice, exactlyOne, isOff, matching, problem, required, texts } from "./inputs.ts";
import { TOKENS } from "./ties.ts";

/** Engines with their port and the version that AWS would choose. */
export const ENGINES: Readonly<Record<string, { readonly port: number; readonly version: string }>> = {
  postgres: { port: 5432, version: "17.4" },
  mysql: { port: 3306, version: "8.0.41" },
  mariadb: { port: 3306, version: "11.4.5" },
  "oracle-ee": { port: 1521, version: "19" },
  "oracle-se2": { port: 1521, version: "19" },
  "sqlserver-ee": { port: 1433, version: "16.00" },
  "sqlserver-se": { port: 1433, version: "16.00" },
  "sqlserver-ex": { port: 1433, version: "16.00" },
  "sqlserver-web": { port: 1433, version: "16.00" },
};

/** Minor versions that AWS chooses by itself when only a major version is given (RDS release notes, early 2026). */
const MINORS: Readonly<Record<string, string>> = {
  "mysql 8.0": "8.0.44",
  "mysql 8.4": "8.4.7",
  "postgres 14": "14.20",
  "postgres 15": "15.15",
  "postgres 16": "16.11",
  "postgres 17": "17.7",
  "postgres 18": "18.1",
};

/** The version that runs: what is asked for, with a minor version. */
export function runningVersion(engine: string, version: string): string {
  return MINORS[`${engine} ${version}`] ?? version;
}

const WINDOW = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
const DAY = "(mon|tue|wed|thu|fri|sat|sun)";
const WEEK_WINDOW = new RegExp(`^${DAY}:([01]\\d|2[0-3]):[0-5]\\d-${DAY}:([01]\\d|2[0-3]):[0-5]\\d$`, "i");

function checkRetention(inputs: Properties): Problem[] {
  const days = inputs["performanceInsightsRetentionPeriod"];
  if (typeof days !== "number") return [];
  const fits = days === 7 || days === 731 || (days % 31 === 0 && days >= 31 && days <= 31 * 23);
  return problem(
    "performanceInsightsRetentionPeriod",
    fits ? undefined : `is ${String(days)}, but must be 7, 731 or a multiple of 31 up to 713`,
  );
}

/** True when the instance is made from another one or from a snapshot, which then says much of what it is. */
function isCopy(inputs: Properties): boolean {
  return ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"].some(
    (name) => inputs[name] !== undefined,
  );
}

/** What is wrong with the inputs alone. */
export function checkInstance(inputs: Properties): Problem[] {
  return [
    ...atMostOne(inputs, ["identifier", "identifierPrefix"]),
    ...matching(
      "identifier",
      inputs["identifier"],
      /^[a-z](?!.*--)[a-z0-9-]{0,62}(?<!-)$/,
      "1 to 63 of lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
    ),
    ...choice("engine", inputs["engine"], Object.keys(ENGINES)),
    ...matching(
      "instanceClass",
      inputs["instanceClass"],
      /^db\.[a-z0-9-]+\.[a-z0-9.-]+$/,
      "a class such as db.t4g.micro",
    ),
    ...choice("storageType", inputs["storageType"], ["standard", "gp2", "gp3", "io1", "io2"]),
    ...between(inputs, "allocatedStorage", 5, 65_536),
    ...between(inputs, "backupRetentionPeriod", 0, 35),
    ...choice("monitoringInterval", inputs["monitoringInterval"], [0, 1, 5, 10, 15, 30, 60]),
    ...matching("backupWindow", inputs["backupWindow"], WINDOW, "of the form 01:00-02:00"),
    ...matching("maintenanceWindow", inputs["maintenanceWindow"], WEEK_WINDOW, "of the form mon:03:00-mon:04:00"),
    ...matching(
      "finalSnapshotIdentifier",
      inputs["finalSnapshotIdentifier"],
      /^[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$/,
      "letters, digits and single hyphens, beginning with a letter",
    ),
    ...matching(
      "username",
      inputs["username"],
      /^[A-Za-z]\w*$/,
      "letters, digits and underscores, beginning with a letter",
    ),
    ...choice("databaseInsightsMode", inputs["databaseInsightsMode"], ["standard", "advanced"]),
    ...checkRetention(inputs),
    ...problem(
      "kmsKeyId",
      stringOf(inputs["kmsKeyId"]) !== undefined && isOff(inputs["storageEncrypted"]) && !isCopy(inputs)
        ? "needs storageEncrypted to be true"
        : undefined,
    ),
    ...(isCopy(inputs)
      ? []
      : [
          ...required(
            inputs,
            ["allocatedStorage", "engine", "username"],
            "unless made from a snapshot or another instance",
          ),
          ...exactlyOne(inputs, ["manageMasterUserPassword", "password", "passwordWo"]),
        ]),
  ];
}

/** Refuses with an error code of Amazon RDS. */
export function refuse(code: string, message: string): never {
  throw new TargetError(code, message);
}

/** Code of most refusals of Amazon RDS. */
export const COMBINATION = "InvalidParameterCombination";

/** Engine version of an instance: the given one, or what AWS would choose. */
export function versionOf(properties: Properties): string {
  return stringOf(properties["engineVersion"]) ?? ENGINES[stringOf(properties["engine"]) ?? ""]?.version ?? "";
}

/** What an instance that holds data cannot become. */
function admitChange({ inputs, self }: Admission): void {
  if (self === undefined) return;
  const before = self.outputs;
  const [was, wanted] = [before["allocatedStorage"], inputs["allocatedStorage"]];
  const type = stringOf(inputs["storageType"]) ?? stringOf(before["storageType"]) ?? "";
  const engine = stringOf(inputs["engine"]) ?? "";
  if (typeof was === "number" && typeof wanted === "number" && wanted < was) {
    refuse(
      COMBINATION,
      `Invalid storage size for engine name ${engine} and storage type ${type}: ${String(wanted)}. It cannot be less than the ${String(was)} GiB that are allocated`,
    );
  }
  const [from, to] = [versionOf(before), versionOf(inputs)];
  if (inputs["engineVersion"] === undefined || majorVersion(engine, from) === majorVersion(engine, to)) return;
  if (to.localeCompare(from, "en", { numeric: true }) < 0)
    refuse(COMBINATION, `Cannot upgrade ${engine} from ${from} to ${to}`);
  if (inputs["allowMajorVersionUpgrade"] !== true) {
    refuse(COMBINATION, "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.");
  }
}

function admitParameterGroup({ inputs, find }: Admission): void {
  const name = stringOf(inputs["parameterGroupName"]);
  const engine = stringOf(inputs["engine"]);
  if (name === undefined || engine === undefined) return;
  const family = familyOfDefault(name) ?? stringOf(find(TOKENS.databaseParameterGroup, name)?.["family"]);
  const wanted = `${engine}${majorVersion(engine, versionOf(inputs))}`;
  if (family === undefined || family === wanted || !["postgres", "mysql", "mariadb"].includes(engine)) return;
  refuse(
    COMBINATION,
    `The parameter group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Please use a parameter group with DBParameterGroupFamily ${wanted}.`,
  );
}

/** Refuses what AWS would, seeing what else exists and what the instance was. */
export function admitInstance(admission: Admission): void {
  const { inputs, find } = admission;
  admitChange(admission);
  admitParameterGroup(admission);
  admitWindows(inputs);
  admitOptions(inputs, versionOf(inputs));
  const vpcId = stringOf(find(TOKENS.databaseSubnetGroup, stringOf(inputs["dbSubnetGroupName"]) ?? "")?.["vpcId"]);
  for (const id of texts(inputs["vpcSecurityGroupIds"])) {
    const group = find(TOKENS.securityGroup, id);
    if (group === undefined || vpcId === undefined || group["vpcId"] === vpcId) continue;
    refuse(
      COMBINATION,
      `The DB instance and EC2 security group are in different VPCs. The DB instance is in ${vpcId} and the EC2 security group is in ${stringOf(group["vpcId"]) ?? ""}`,
    );
  }
  const { allocatedStorage: storage, maxAllocatedStorage: most, monitoringInterval: interval } = inputs;
  if (typeof storage === "number" && typeof most === "number" && most !== 0 && most <= storage) {
    refuse(COMBINATION, "Max storage size must be greater than storage size");
  }
  const hasRole = stringOf(inputs["monitoringRoleArn"]) !== undefined;
  if (hasRole && interval === 0) {
    refuse(
      COMBINATION,
      "You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.",
    );
  }
  if (!hasRole && typeof interval === "number" && interval > 0) {
    refuse(
      COMBINATION,
      "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
    );
  }
}
