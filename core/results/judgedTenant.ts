/** A resource of a judged tenant. */
export interface JudgedResource {
  /** Pulumi's type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The logical name in the program. */
  readonly name: string;
  readonly urn: string;
}

/** Something wrong with a resource; a resource has one for each violation. */
export interface JudgedFailure {
  /** Index into the tenant's resources. */
  readonly resource: number;
  /** The property that is wrong or missing, dotted. */
  readonly property?: string;
  readonly message: string;
}

/** What one rule says of a tenant's resources; each resource of its types is in exactly one of the lists. */
export interface RuleJudgements {
  /** The rule's id. */
  readonly rule: string;
  /** Indices into the tenant's resources, ascending. */
  readonly passed: readonly number[];
  /** As {@link passed}: the rule is not about these, although they are of its types. */
  readonly notApplicable: readonly number[];
  /** As {@link passed}: these cannot be judged before a value is known. */
  readonly unknown: readonly number[];
  /** By resource, and as the rule tells them. */
  readonly failed: readonly JudgedFailure[];
}

/**
 * All that the rules say of one tenant, before anybody asks what is mandatory, waived or disabled. Plain data, and the same for the
 * same resolved tenant, code and settings, whatever the day.
 */
export interface JudgedTenant {
  /** The tenant's id. */
  readonly tenant: string;
  /** SHA-256 of the resolved tenant's canonical JSON. */
  readonly digest: string;
  /** By type and name. */
  readonly resources: readonly JudgedResource[];
  /** By rule id, one for each rule that found a resource of its types. */
  readonly results: readonly RuleJudgements[];
  /** Why it could not be rendered, or its rendering ended with its thread; both lists are empty then. */
  readonly error?: string;
}
