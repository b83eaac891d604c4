import { verifyAuditTrail } from "../../fleet/audit/verify.ts";
import { trailFiles } from "../../fleet/trail/trail.ts";
import type { AuditVerifyOptions } from "../program.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { readEvidence } from "../readEvidence.ts";

/** `audit verify`: whether the audit trail is as it was written, by its own chain and by what reports know of it. */
export async function auditVerify(options: AuditVerifyOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "audit verify", context);
  const known = options.report.map((source) => ({ ...readEvidence(source, "--report", context).trail, source }));
  const verdict = await verifyAuditTrail(trailFiles(directory, estate.manifest), known);
  if (options.json) context.print(JSON.stringify({ verb: "audit verify", ...verdict }, null, 2));
  else {
    for (const { line, message } of verdict.problems) {
      context.print(line === undefined ? message : `line ${String(line)}: ${message}`);
    }
    const { entries, head, problems } = verdict;
    const end = `${String(entries)} entries${head === null ? "" : `, and ends with ${head}`}`;
    context.print(
      `The audit trail has ${end}. ${problems.length === 0 ? "It is as it was written." : "It was changed."}`,
    );
  }
  return verdict.problems.length === 0 ? exitCodes.done : exitCodes.findings;
}
