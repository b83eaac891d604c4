import { jsonDigest } from "../../core/jsonDigest.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";

/** The rendering of a tenant that fails; two are the same where they fail for the same reason. */
export function notRendered(resolved: ResolvedTenant, error: string): RenderedTenant {
  return { tenant: resolved.id, digest: jsonDigest({ error }), resolved, resources: [], error };
}
