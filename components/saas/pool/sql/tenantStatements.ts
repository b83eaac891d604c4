import type { TenantRecord } from "../../record.ts";
import { sqlIdentifier, sqlLiteral } from "./quote.ts";

/** What is done for one tenant in the database of its pool, each by itself as SQL that the owner of the database runs. */
export interface TenantStatements {
  /** Gives it its role and its record; changes the record when it is there. */
  readonly provision: string;
  /** Reads all its rows, and none of another tenant's. */
  readonly export: string;
  /** Deletes its rows, its record and its role. */
  readonly erase: string;
}

/** The SQL of one tenant. All of it is written so that ids and values are data, whatever is in them. */
export function tenantStatements(record: TenantRecord): TenantStatements {
  const { id } = record;
  return {
    provision: `SELECT tenantry.provision(${sqlLiteral(id)}, ${sqlLiteral(JSON.stringify(record))}::jsonb);\n`,
    export: `BEGIN;\nSET LOCAL ROLE ${sqlIdentifier(id)};\nSELECT "table", "row" FROM tenantry.export();\nCOMMIT;\n`,
    erase: `SELECT tenantry.erase(${sqlLiteral(id)});\n`,
  };
}
