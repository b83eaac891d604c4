/** Something wrong that a rule found, before anybody asks whether it is waived. */
export interface JudgedViolation {
  /** Index into {@link JudgedTenant.resources}. */
  readonly resource: number;
  /** The property that is wrong or missing, dotted. */
  readonly property?: string;
  /** What should be; names properties, never their values. */
  readonly message: string;
}

/** What one rule says of a tenant's resources; each list has indexes into {@link JudgedTenant.resources}, ascending. */
export interface JudgedRule {
  readonly rule: string;
  readonly passed: readonly number[];
  /** Of the rule's types, but nothing that it is about. */
  readonly notApplicable: readonly number[];
  /** Not to be judged until a value is known that only a target can tell. */
  readonly unknown: readonly number[];
  readonly failed: readonly JudgedViolation[];
}

/** What the rules say of one tenant, before waivers and enforcement are looked at: plain data that can be kept and reused. */
export interface JudgedTenant {
  /** The tenant's id. */
  readonly tenant: string;
  /** By type and name. */
  readonly resources: readonly { readonly type: string; readonly name: string; readonly urn: string }[];
  /** By rule id; rules that are about none of the resources are absent. */
  readonly results: readonly JudgedRule[];
  /** Why nothing could be judged; the lists are empty then. */
  readonly error?: string;
}
