import { resolve } from "node:path";

import { didYouMean } from "../../core/diagnostics/nearest.ts";
import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import type { Evidence } from "../../core/results/evidence.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { auditEvidence, ruleIds } from "../../fleet/audit/audit.ts";
import { writeReports, type Report } from "../../fleet/audit/writeReports.ts";
import { marginsOf, policyDiagnostics, ruleSettings } from "../../fleet/policies.ts";
import { fails, postureOf } from "../../reports/audit/posture.ts";
import { formatEvidence } from "../../reports/audit/summary.ts";
import { previousOf } from "../../reports/audit/trend.ts";
import { auditFormats, type AuditFormat } from "../auditFormats.ts";
import { exitCodes, InvalidEstateError, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { AuditOptions } from "../program.ts";
import { judgeManifests, type Judging } from "../judging.ts";
import { countProgress } from "../progress.ts";
import { readEvidence } from "../readEvidence.ts";
import { prepareEngine } from "../runStacks.ts";
import { selectOf } from "../selectedTenants.ts";

/** `audit`: how the selected tenants, all when none is named, stand by every policy; as text or JSON, and as reports. */
export async function audit(ids: readonly string[], options: AuditOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "audit", context);
  const { estate, directory, files } = opened;
  const problems = await policyDiagnostics(estate);
  if (problems.length > 0) throw new InvalidEstateError(problems, files);
  if (options.try !== undefined) requireRule(options.try, await ruleIds());
  const { tenants } = await selectOf(opened, ids, options, context, {
    allByDefault: true,
    affectedBy: "judgement",
  });
  const previous =
    options.previous === undefined ? null : previousOf(readEvidence(options.previous, "--previous", context));
  const judged = await judge({ estate, directory, tenants, verb: "audit", cache: options.cache }, options, context);
  if (judged === undefined) return exitCodes.interrupted;
  const evidence = await auditEvidence({
    estate,
    directory,
    tenants,
    judged,
    of: options.of,
    now: options.now ?? new Date().toISOString(),
    previous,
    tried: options.try,
  });
  if (options.output !== undefined) {
    const output = resolve(context.workingDirectory, options.output);
    await writeReports(output, await reportsOf(evidence, options.format ?? auditFormats));
    context.note(`The reports are in ${options.output}.`);
  }
  context.print(options.json ? JSON.stringify({ verb: "audit", evidence }, null, 2) : formatEvidence(evidence));
  const wrong = postureOf(evidence).tenants.some(fails) || evidence.waivers.some(({ problems: own }) => own.length > 0);
  return wrong ? exitCodes.findings : exitCodes.done;
}

async function judge(
  judging: Judging & { readonly estate: Estate; readonly tenants: readonly EstateTenant[] },
  options: AuditOptions,
  context: Context,
): Promise<readonly JudgedTenant[] | undefined> {
  if (options.of === "manifests") return judgeManifests(judging, context);
  const { estate, directory, tenants } = judging;
  const { workspace, findPulumi } = prepareEngine(estate, directory, context);
  const { judgeStates } = await import("../../fleet/audit/judgeStates.ts");
  const resolved = tenants.map((tenant) => tenant.resolved);
  const progress = countProgress("audit", "tenants", resolved.length, context);
  const { onProgress } = progress;
  const facts = { settings: await ruleSettings(estate, context.today), marginOf: marginsOf(estate, context.today) };
  return judgeStates(resolved, workspace, findPulumi, facts, { concurrency: 4, onProgress }).finally(progress.end);
}

/** Reports are loaded when they are asked for. */
const makers: Readonly<Record<AuditFormat, (evidence: Evidence) => Promise<Report>>> = {
  html: async (evidence) => {
    const { evidenceAsHtml } = await import("../../reports/audit/html/document.ts");
    return { name: "report.html", text: evidenceAsHtml(evidence) };
  },
  json: async (evidence) => {
    const { evidenceAsJson } = await import("../../reports/audit/json.ts");
    return { name: "evidence.json", text: evidenceAsJson(evidence) };
  },
  sarif: async (evidence) => {
    const { evidenceAsSarif } = await import("../../reports/audit/sarif.ts");
    return { name: "findings.sarif", text: evidenceAsSarif(evidence) };
  },
  junit: async (evidence) => {
    const { evidenceAsJunit } = await import("../../reports/audit/junit.ts");
    return { name: "junit.xml", text: evidenceAsJunit(evidence) };
  },
  csv: async (evidence) => {
    const { evidenceAsCsv } = await import("../../reports/audit/csv.ts");
    return { name: "results.csv", text: evidenceAsCsv(evidence) };
  },
  oscal: async (evidence) => {
    const { evidenceAsOscal } = await import("../../reports/audit/oscal/document.ts");
    return { name: "oscal-assessment-results.json", text: evidenceAsOscal(evidence) };
  },
};

function reportsOf(evidence: Evidence, formats: readonly AuditFormat[]): Promise<Report[]> {
  return Promise.all(formats.map((format) => makers[format](evidence)));
}

function requireRule(rule: string, known: readonly string[]): void {
  if (known.includes(rule)) return;
  const hint = didYouMean(rule, known) ?? "docs/reference/policies.md lists the rules.";
  throw new UserError(`There is no rule "${rule}" to try. ${hint}`);
}
