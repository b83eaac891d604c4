import type { Estate } from "../../core/estate/estate.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import type { RenderPool } from "./renderPool.ts";

/** A tenant as it was at the base. */
export interface BaseTenant {
  readonly resolved: ResolvedTenant;
  /** Its manifest, below the estate's directory: `tenants/acme.yaml`; undefined where the base's own code has read it. */
  readonly file: string | undefined;
  /** The digest of what it renders, where that is known already. */
  readonly digest: string | undefined;
}

/** The estate as it was at a commit. It holds a temporary directory until it is closed. */
export interface Base {
  /** What was compared with, as it was given or found: `origin/main`. */
  readonly reference: string;
  /** The commit, in hexadecimal. */
  readonly commit: string;
  /**
   * Why nothing can be said of its tenants one by one, such as that it is not valid; undefined when it can. Then there are no
   * tenants in it, and whoever compares has to take all of today's for changed.
   */
  readonly unusable: string | undefined;
  /** Whether code and dependencies are what they are now: tenants that resolve to the same then render the same, and need no rendering. */
  readonly sameCode: boolean;
  /** Whether the code that judges is what it is now, too. */
  readonly sameJudges: boolean;
  /** By id. */
  readonly tenants: ReadonlyMap<string, BaseTenant>;
  /** The whole estate; undefined where it was read by the base's own code, or is unusable. */
  readonly estate: Estate | undefined;
  /**
   * What a tenant of the base renders, by its own code: read from disk, or rendered in the pool where the code is the same. Never throws
   * for what is wrong with the tenant: that is in the result.
   */
  readonly render: (id: string, pool: RenderPool) => Promise<RenderedTenant>;
  /** Removes what was made for it. */
  readonly close: () => void;
}
