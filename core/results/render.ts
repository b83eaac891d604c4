import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { RenderedResource } from "./renderedResource.ts";

/** All that one tenant renders, with what it was rendered from. */
export interface RenderedTenant {
  /** The tenant's id. */
  readonly tenant: string;
  /** SHA-256 over the canonical JSON of the resources; equal where nothing of them differs. */
  readonly digest: string;
  readonly resolved: ResolvedTenant;
  /** By URN; empty where it cannot be rendered. */
  readonly resources: readonly RenderedResource[];
  /** Why it cannot be rendered. */
  readonly error?: string;
}
