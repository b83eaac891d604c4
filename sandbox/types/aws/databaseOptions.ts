/**
 * Amazon RDS: what each engine takes of storage, users, logs and monitoring (Amazon RDS API Reference, CreateDBInstance; Amazon RDS User
 * Guide). The messages are those of Amazon RDS.
 */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, type Properties } from "../../provider/values.ts";
import { texts } from "./inputs.ts";

/** GiB that each storage type takes with MariaDB, MySQL and PostgreSQL (CreateDBInstance, AllocatedStorage). */
const STORAGE: Readonly<Record<string, readonly [least: number, most: number]>> = {
  gp2: [20, 65_536],
  gp3: [20, 65_536],
  io1: [100, 65_536],
  io2: [100, 65_536],
  standard: [5, 3072],
};

/** GiB from which gp3 takes IOPS and throughput with those engines (User Guide, "gp3 storage"). */
const LEAST_WITH_IOPS = 400;

/** Logs that go to CloudWatch Logs (User Guide, "Publishing database logs to Amazon CloudWatch Logs"). */
const LOGS: Readonly<Record<string, readonly string[]>> = {
  mariadb: ["audit", "error", "general", "iam-db-auth-error", "slowquery"],
  mysql: ["audit", "error", "general", "iam-db-auth-error", "slowquery"],
  postgres: ["iam-db-auth-error", "postgresql", "upgrade"],
};

/** Days that the advanced mode of Database Insights asks for (User Guide, "Considerations for Database Insights"). */
const ADVANCED_DAYS = 465;

function refuse(code: string, message: string): never {
  throw new TargetError(code, message);
}

function admitStorage(inputs: Properties, engine: string): void {
  const { allocatedStorage: size, iops, storageThroughput: throughput } = inputs;
  const type = stringOf(inputs["storageType"]) ?? "gp2";
  const [least, most] = STORAGE[type] ?? [];
  if (typeof size !== "number" || least === undefined || most === undefined) return;
  if (size < least || size > most) {
    refuse(
      "InvalidParameterCombination",
      `Invalid storage size for engine name ${engine} and storage type ${type}: ${String(size)}`,
    );
  }
  if (type === "gp3" && size < LEAST_WITH_IOPS && (iops !== undefined || throughput !== undefined)) {
    refuse(
      "InvalidParameterCombination",
      `You can't specify IOPS or storage throughput for engine ${engine} and a storage size less than ${String(LEAST_WITH_IOPS)}.`,
    );
  }
}

/** Names that no master user may have (User Guide, "Naming constraints in Amazon RDS"). */
function admitUser(inputs: Properties, engine: string): void {
  const name = stringOf(inputs["username"])?.toLowerCase();
  if (name === undefined) return;
  const isPostgres = engine === "postgres";
  if (name === "rdsadmin" || (isPostgres && name === "admin")) {
    refuse(
      "InvalidParameterValue",
      `MasterUsername ${name} cannot be used as it is a reserved word used by the engine`,
    );
  }
  if (isPostgres && name.startsWith("pg_")) {
    refuse(
      "InvalidParameterValue",
      `MasterUsername ${name} cannot be used because role names starting with "pg_" are reserved by the PostgreSQL engine`,
    );
  }
}

function admitLogs(inputs: Properties, engine: string, version: string): void {
  const known = LOGS[engine] ?? [];
  const others = texts(inputs["enabledCloudwatchLogsExports"]).filter((log) => !known.includes(log));
  if (others.length === 0) return;
  const list = others.map((log) => `'${log}'`).join(", ");
  refuse(
    "InvalidParameterCombination",
    `You cannot use the log types ${list} with engine version ${engine} ${version}. For supported log types, see the documentation.`,
  );
}

/** Database Insights is switched on by Performance Insights, whose name the API keeps. */
function admitInsights(inputs: Properties, engine: string): void {
  const { performanceInsightsEnabled: on, performanceInsightsRetentionPeriod: days } = inputs;
  const tooSmall = /^db\.(t2|t3|t4g)\.(micro|small)$/.test(stringOf(inputs["instanceClass"]) ?? "");
  if (on === true && tooSmall && engine !== "postgres") {
    refuse("InvalidParameterCombination", "Performance Insights not supported for this configuration.");
  }
  const isLong = typeof days === "number" && days >= ADVANCED_DAYS;
  if (inputs["databaseInsightsMode"] === "advanced" && !(on === true && isLong)) {
    refuse(
      "InvalidParameterCombination",
      `To enable the Advanced mode of Database Insights, modify your instance to enable Performance Insights and set the retention period for Performance Insights to at least ${String(ADVANCED_DAYS)} days.`,
    );
  }
}

/** Refuses what the engine does not take. Engines that are not open source are not judged. */
export function admitOptions(inputs: Properties, version: string): void {
  const engine = stringOf(inputs["engine"]) ?? "";
  if (!Object.hasOwn(LOGS, engine)) return;
  admitStorage(inputs, engine);
  admitUser(inputs, engine);
  admitLogs(inputs, engine, version);
  admitInsights(inputs, engine);
}
