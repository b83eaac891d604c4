import { jsonDigest } from "../../core/jsonDigest.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import { renderTenant } from "../engine/render.ts";
import { notRendered } from "./notRendered.ts";

/** Renders a tenant in this thread. Loads the SDK. Never throws: what stands in the way is in the result. */
export async function renderResolved(resolved: ResolvedTenant): Promise<RenderedTenant> {
  const tenant = resolved.id;
  try {
    const resources = await renderTenant(resolved);
    return { tenant, digest: jsonDigest(resources), resolved, resources };
  } catch (error) {
    return notRendered(resolved, error instanceof Error ? error.message : String(error));
  }
}
