/** What a database engine of one major version is to Amazon RDS. */
export interface Engine {
  /** RDS' name of the engine. */
  readonly engine: "postgres" | "mysql";
  /** The major version; RDS chooses the minor one, and raises it in maintenance windows. */
  readonly version: string;
  /** The family of its parameter groups. */
  readonly family: string;
  /** The port that it answers on. */
  readonly port: number;
  /** The parameter that makes it refuse connections without TLS when it is 1. */
  readonly tlsParameter: string;
  /** The logs that RDS hands to CloudWatch Logs without a further option or parameter. */
  readonly logs: readonly string[];
}

const postgres = (version: string): Engine => ({
  engine: "postgres",
  version,
  family: `postgres${version}`,
  port: 5432,
  tlsParameter: "rds.force_ssl",
  logs: ["postgresql", "upgrade"],
});

/**
 * The engines that can be ordered: major versions that are in standard support for another year at least. Older ones cost extra
 * ("Amazon RDS Extended Support"), as MySQL 8.0 since August 2026, or soon will (Amazon RDS User Guide, "MySQL on Amazon RDS
 * versions"; Amazon RDS for PostgreSQL Release Notes, "Release calendars"). TLS: Amazon RDS User Guide, "Requiring an SSL connection
 * to a PostgreSQL DB instance" and "Requiring SSL/TLS for all connections to a MySQL DB instance". Logs: "Publishing database logs to
 * Amazon CloudWatch Logs"; MySQL's slow queries and audit need more than a switch.
 */
export const engines = {
  "postgres-15": postgres("15"),
  "postgres-16": postgres("16"),
  "postgres-17": postgres("17"),
  "postgres-18": postgres("18"),
  "mysql-8.4": {
    engine: "mysql",
    version: "8.4",
    family: "mysql8.4",
    port: 3306,
    tlsParameter: "require_secure_transport",
    logs: ["error"],
  },
} as const satisfies Record<string, Engine>;

/** The name by which an engine is ordered. */
export type EngineName = keyof typeof engines;

/** The names by which engines are ordered. */
export const engineNames = Object.keys(engines) as [EngineName, ...EngineName[]];
