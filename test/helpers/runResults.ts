import { runDocument, type TenantRunResult } from "../../core/results/tenantRun.ts";
import type { Outcome } from "./cli.ts";

/** How each tenant ended, of a verb that ran them with `--json`. */
export function runResults({ stdout }: Outcome): TenantRunResult[] {
  return runDocument.parse(JSON.parse(stdout)).results;
}
