import type { Finding } from "../core/results/check.ts";
import type { RenderedResource } from "../core/results/renderedResource.ts";

/** What a rule finds: the resource and what should be, naming properties and never values. */
export interface Violation {
  readonly resource: RenderedResource;
  readonly message: string;
}

/** A rule over the resources of one tenant's stack. */
export interface Rule {
  /** `<area>/<name>`, which is also its file. */
  readonly id: string;
  readonly title: string;
  readonly severity: Finding["severity"];
  /** Why it matters. */
  readonly rationale: string;
  /** What to do about a violation. */
  readonly remediation: string;
  /** All violations among a stack's resources. Pure. */
  check(resources: readonly RenderedResource[], tenant: string): readonly Violation[];
}
