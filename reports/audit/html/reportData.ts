/**
 * What the page's script is given, small enough for a thousand tenants: texts that repeat are said once in `texts` and meant by their
 * index. All texts are visible already. Both the document and the script are checked against this.
 */
export interface ReportData {
  readonly texts: readonly string[];
  readonly frameworks: readonly {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly controls: readonly { readonly id: string; readonly title: string }[];
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly title: string;
    readonly severity: string;
    readonly rationale: string;
    readonly remediation: string;
    /** Index of the framework and of the control in it. */
    readonly controls: readonly (readonly [framework: number, control: number])[];
  }[];
  readonly tenants: readonly TenantData[];
  readonly waivers: readonly WaiverData[];
}

/** One tenant. */
export interface TenantData {
  readonly id: string;
  readonly name: string;
  readonly ring: string;
  readonly tiers: readonly string[];
  readonly digest: string;
  readonly error?: string;
  /** By rule a letter of {@link outcomeLetters}. */
  readonly rules: string;
  /** By framework, by control of it a letter of {@link outcomeLetters}. */
  readonly controls: readonly string[];
  /** Type and name of each resource, as texts. */
  readonly resources: readonly (readonly [type: number, name: number])[];
  readonly results: readonly ResultData[];
  /** Rule and reason, the reason as a text. */
  readonly disabled: readonly (readonly [rule: number, reason: number])[];
}

/** One rule's result for a tenant. */
export interface ResultData {
  readonly rule: number;
  readonly advisory?: true;
  /** Resources by index. */
  readonly passed: readonly number[];
  readonly unknown?: readonly number[];
  /** Property and message as texts; -1 where there is no property or no waiver. */
  readonly failed?: readonly (readonly [resource: number, property: number, message: number, waiver: number])[];
}

/** One waiver, as far as a failure tells of it. */
export interface WaiverData {
  readonly reason: string;
  readonly approver: string;
  readonly expires: string;
}

/** The letter that stands for an outcome. */
export const outcomeLetters = {
  failed: "f",
  waived: "w",
  unknown: "u",
  passed: "p",
  disabled: "d",
  notApplicable: "-",
} as const;

/** The sign that stands before an outcome's word, so that colour is never all that tells. */
export const outcomeSigns = {
  failed: "✕",
  waived: "◐",
  unknown: "?",
  passed: "✓",
  disabled: "⊘",
  notApplicable: "–",
} as const;

/** Where the page shows something: what stands behind the `#` of its address. */
export const addressOf = {
  tenant: (tenant: string): string => `tenant/${encodeURIComponent(tenant)}`,
  rule: (rule: string): string => `rule/${encodeURIComponent(rule)}`,
  control: (framework: string, control: string): string =>
    `control/${encodeURIComponent(framework)}/${encodeURIComponent(control)}`,
  ruleOfTenant: (tenant: string, rule: string): string =>
    `tenant/${encodeURIComponent(tenant)}/rule/${encodeURIComponent(rule)}`,
  resource: (tenant: string, resource: number): string =>
    `tenant/${encodeURIComponent(tenant)}/resource/${String(resource)}`,
  waiver: (waiver: number): string => `waiver-${String(waiver)}`,
};
