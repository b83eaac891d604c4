import type { UsageDocument } from "../../core/results/usage.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatUsage } from "../../reports/usageReport.ts";
import type { UsageCheckOptions } from "../billingVerbs.ts";
import { exitCodes, type Context } from "../context.ts";
import { billingTermsOf, openSoundLedger } from "../openLedger.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { readUsageOf } from "../readUsageOf.ts";

/** `usage check`: what of usage records counts, and what does not and why. */
export async function usageCheck(path: string, options: UsageCheckOptions, context: Context): Promise<number> {
  const verb = "usage check";
  const { estate, directory } = openValidEstate(options, verb, context, { retired: "warning" });
  const opened = await openSoundLedger(directory, billingTermsOf(estate), { verb, json: options.json }, context);
  const { usage, quarantine } = await readUsageOf(path, options.quarantine, { estate, directory, ...opened }, context);
  const { counts, sums, missing } = usage;
  usage.close();
  const document: UsageDocument = { verb, ...counts, sums: [...sums], missing: [...missing], quarantine };
  context.print(options.json ? visibleJson(document) : formatUsage(document));
  return counts.quarantined === 0 ? exitCodes.done : exitCodes.findings;
}
