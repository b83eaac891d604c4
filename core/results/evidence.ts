import { z } from "zod";

import { sha256 } from "./sha256.ts";

const instant = z.iso.datetime().describe("A moment in UTC.");
const day = z.iso.date();
const severity = z.enum(["low", "medium", "high", "critical"]);
const enforcement = z
  .enum(["mandatory", "advisory"])
  .describe("Whether a violation stops a deployment, or is told of only.");

const evidenceRule = z.strictObject({
  id: z.string().describe("Area and name, such as storage/bucket-encrypted."),
  title: z.string(),
  severity,
  rationale: z.string().describe("Why it matters."),
  remediation: z.string().describe("What to do about a violation."),
  controls: z
    .array(z.strictObject({ framework: z.string(), control: z.string() }))
    .describe("The controls that it is evidence for."),
});

const evidenceFramework = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string().describe("The edition that control ids are of."),
  controls: z
    .array(z.strictObject({ id: z.string(), title: z.string().describe("In our own words.") }))
    .describe("Those that some rule is evidence for; the framework has more."),
});

const failure = z.strictObject({
  resource: z.int().nonnegative().describe("Index into the tenant's resources."),
  property: z.string().optional().describe("The property that is wrong or missing, dotted."),
  message: z.string().describe("What should be; names properties, never their values."),
  waiver: z.int().nonnegative().optional().describe("Index into waivers: the one by which it is waived."),
});

const ruleResult = z.strictObject({
  rule: z.string().describe("The rule's id."),
  enforcement,
  passed: z.array(z.int().nonnegative()).describe("Resources that are as the rule wants, by index."),
  unknown: z
    .array(z.int().nonnegative())
    .describe("Resources that cannot be judged until a value is known; only in a preview."),
  failed: z.array(failure).describe("What is wrong, waived or not; a resource has an entry for each property."),
});

const tenantEvidence = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  displayName: z.string(),
  ring: z.string(),
  tiers: z.array(z.string()).describe("Service, tier and version of each subscription, such as iaas/standard@2."),
  digest: sha256.describe("Of the resolved tenant that was judged."),
  error: z.string().optional().describe("Why nothing could be judged; the lists are empty then, and the tenant fails."),
  resources: z.array(z.strictObject({ type: z.string(), name: z.string() })).describe("By type and name."),
  results: z
    .array(ruleResult)
    .describe("By rule id, one for each rule that had something to judge; all others are not applicable."),
  disabled: z
    .array(z.strictObject({ rule: z.string(), reason: z.string() }))
    .describe("Rules that the estate disables for this tenant, by rule id."),
});

const waiverEvidence = z.strictObject({
  rule: z.string(),
  tenant: z.string(),
  resource: z.string().describe("The pattern of the resources that it covers."),
  reason: z.string(),
  requester: z.string(),
  approver: z.string(),
  granted: day,
  expires: day.describe("The last day on which it counts."),
  ticket: z.string().optional(),
  covers: z.int().nonnegative().describe("How many violations it waives in this report."),
  problems: z
    .array(z.strictObject({ rule: z.string().describe("Such as waivers/expired."), severity, message: z.string() }))
    .describe("What is wrong with the waiver itself; each is a finding of its own."),
});

const totals = z.strictObject({
  passed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  waived: z.int().nonnegative(),
  notApplicable: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
  disabled: z.int().nonnegative().describe("Rules that the estate disables for the tenant, with a reason."),
});

/** Pairs of a tenant and a rule, by how they ended. */
export type Totals = z.infer<typeof totals>;

const previous = z.strictObject({
  time: instant,
  digest: sha256.describe("Of the previous evidence document's canonical JSON."),
  totals: totals.describe("Over all tenants and rules."),
  tenants: z.record(z.string(), totals).describe("By tenant id."),
  frameworks: z.record(z.string(), totals).describe("By framework id: pairs of tenant and control."),
});

/** What `tenantry audit` finds: who was judged by which rule, and how each judgement ended. The source of every report. */
export const evidence = z.strictObject({
  format: z.literal("tenantry.dev/evidence/v1"),
  time: instant.describe("When it was judged, or what --now said."),
  estate: z.strictObject({ name: z.string(), displayName: z.string() }),
  of: z
    .enum(["manifests", "state"])
    .describe("Whether what the manifests render was judged, or what the state says that runs."),
  tool: z.strictObject({
    code: z.string().describe("Tenantry's version."),
    pack: z.string().describe("The policy pack's version."),
    rules: sha256.describe("Of the rules' metadata and the estate's settings of them."),
    catalogue: sha256.describe("Of the published tiers and add-ons: the catalogue's lock."),
  }),
  trail: z.strictObject({
    entries: z.int().nonnegative().describe("How many the audit trail had."),
    head: sha256.nullable().describe("The digest of its last entry; null when there is none."),
  }),
  frameworks: z.array(evidenceFramework),
  rules: z.array(evidenceRule).describe("Every rule of the pack, by id."),
  tenants: z.array(tenantEvidence).describe("By id."),
  waivers: z.array(waiverEvidence).describe("In the order of the estate's file."),
  previous: previous.nullable().describe("What the report before this one said; null when none was given."),
});

/** The evidence of one audit. */
export type Evidence = z.infer<typeof evidence>;
/** One tenant in it. */
export type TenantEvidence = z.infer<typeof tenantEvidence>;
/** One rule's results for one tenant. */
export type RuleResult = z.infer<typeof ruleResult>;
/** One rule as evidence tells of it. */
export type EvidenceRule = z.infer<typeof evidenceRule>;
/** One waiver as evidence tells of it. */
export type WaiverEvidence = z.infer<typeof waiverEvidence>;

/** The `--json` document of `audit`. */
export const auditDocument = z.strictObject({ verb: z.literal("audit"), evidence });
