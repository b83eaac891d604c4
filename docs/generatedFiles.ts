import { z } from "zod";

import { auditDocument, evidence } from "../core/results/evidence.ts";
import { announceDocument } from "../core/results/announcement.ts";
import { auditVerifyDocument } from "../core/results/auditVerify.ts";
import { billingRecordDocument } from "../core/results/billingRecord.ts";
import { publicationDocument } from "../core/results/catalogue.ts";
import { cellListDocument, cellRunDocument } from "../core/results/cells.ts";
import { checkDocument } from "../core/results/check.ts";
import { doctorDocument, envDocument, statusDocument, validateDocument } from "../core/results/documents.ts";
import { certificate } from "../core/results/certificate.ts";
import { newTenantDocument, setDocument } from "../core/results/editing.ts";
import { designerDocument } from "../core/results/designer.ts";
import { driftDocument } from "../core/results/drift.ts";
import { fleetDiffDocument } from "../core/results/fleetDiff.ts";
import { dueMovesDocument, moveDocument, movesDocument, moveUndoDocument } from "../core/results/moves.ts";
import { offboardDocument, offboardingsDocument, purgeDocument } from "../core/results/offboarding.ts";
import { orphansDocument } from "../core/results/orphans.ts";
import { outdatedDocument } from "../core/results/outdated.ts";
import { focusDocument } from "../core/results/focus.ts";
import { explainDocument } from "../core/results/explain.ts";
import { costDocument } from "../core/results/costs.ts";
import { creditNoteDocument, invoicesDocument, ledgerDocument } from "../core/results/invoices.ts";
import { renderDocument } from "../core/results/render.ts";
import { applyDocument, approveDocument, planDocument } from "../core/results/plan.ts";
import { priceBookRefreshDocument } from "../core/results/priceBookRefresh.ts";
import { resolveDocument } from "../core/results/resolve.ts";
import { rolloutDocument, rolloutRunDocument, rolloutsDocument, versionsDocument } from "../core/results/rollouts.ts";
import { runsDocument, runsShowDocument } from "../core/results/runs.ts";
import { runEvent } from "../core/results/runEvents.ts";
import { schemaDocument } from "../core/results/schema.ts";
import { jsonSchemas } from "../core/schema/jsonSchemas.ts";
import { runDocument } from "../core/results/tenantRun.ts";
import { slaDocument } from "../core/results/sla.ts";
import { resumeDocument, suspendDocument } from "../core/results/suspension.ts";
import { tiersDocument } from "../core/results/tiers.ts";
import { usageDocument } from "../core/results/usage.ts";
import { serviceKinds } from "../components/registry.ts";
import { catalogueReference } from "./catalogueReference.ts";
import { conformanceReference } from "./conformanceReference.ts";
import { diagnosticsReference } from "./diagnosticsReference.ts";
import { estateReference } from "./estateReference.ts";
import { manifestReference } from "./manifestReference.ts";
import { namesReference } from "./namesReference.ts";
import { reportClient } from "./reportClient.ts";

/** The published schema of each verb's `--json` document. */
const documents = {
  announce: announceDocument,
  apply: applyDocument,
  approve: approveDocument,
  audit: auditDocument,
  "audit-verify": auditVerifyDocument,
  "billing-record": billingRecordDocument,
  "catalogue-publish": publicationDocument,
  "cell-list": cellListDocument,
  "cell-run": cellRunDocument,
  check: checkDocument,
  cost: costDocument,
  "credit-note": creditNoteDocument,
  designer: designerDocument,
  diff: fleetDiffDocument,
  doctor: doctorDocument,
  drift: driftDocument,
  offboard: offboardDocument,
  offboardings: offboardingsDocument,
  orphans: orphansDocument,
  outdated: outdatedDocument,
  env: envDocument,
  explain: explainDocument,
  focus: focusDocument,
  invoice: invoicesDocument,
  "invoice-verify": ledgerDocument,
  move: moveDocument,
  "move-undo": moveUndoDocument,
  moves: movesDocument,
  "moves-due": dueMovesDocument,
  "new-tenant": newTenantDocument,
  plan: planDocument,
  purge: purgeDocument,
  render: renderDocument,
  resolve: resolveDocument,
  resume: resumeDocument,
  run: runDocument,
  runs: runsDocument,
  "runs-show": runsShowDocument,
  rollout: rolloutDocument,
  rollouts: rolloutsDocument,
  "rollout-run": rolloutRunDocument,
  schema: schemaDocument,
  set: setDocument,
  "pricebook-refresh": priceBookRefreshDocument,
  sla: slaDocument,
  status: statusDocument,
  "status-versions": versionsDocument,
  suspend: suspendDocument,
  tiers: tiersDocument,
  "usage-check": usageDocument,
  validate: validateDocument,
};

/** The generated files that need none of what is loaded on demand, by their paths from `docs/`. */
export function generatedFiles(): Record<string, string> {
  const schemas = Object.entries(documents).map(([name, schema]): [string, string] => [
    `reference/json/${name}.schema.json`,
    `${JSON.stringify({ title: `tenantry --json: ${name}`, ...z.toJSONSchema(schema) }, null, 2)}\n`,
  ]);
  return {
    ...Object.fromEntries(schemas),
    "reference/json/run-event.schema.json": `${JSON.stringify({ title: "A line of tenantry --events", ...z.toJSONSchema(runEvent) }, null, 2)}\n`,
    "reference/json/certificate.schema.json": `${JSON.stringify({ title: "Certificate of a tenant's deletion", ...z.toJSONSchema(certificate) }, null, 2)}\n`,
    "reference/json/evidence.schema.json": `${JSON.stringify({ title: "Evidence of an audit", ...z.toJSONSchema(evidence) }, null, 2)}\n`,
    ...Object.fromEntries(
      Object.entries(jsonSchemas(serviceKinds)).map(([name, schema]) => [
        `../estate/schemas/${name}`,
        `${JSON.stringify(schema, null, 2)}\n`,
      ]),
    ),
    "reference/catalogue.md": catalogueReference(),
    "reference/conformance.md": conformanceReference(),
    "reference/diagnostics.md": diagnosticsReference(),
    "reference/estate.md": estateReference(),
    "reference/manifest.md": manifestReference(),
    "reference/names.md": namesReference(),
    "../reports/audit/html/client.generated.ts": reportClient(),
  };
}
