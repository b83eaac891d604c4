import { createHash } from "node:crypto";

import type { MarginStanding } from "../../core/margin/marginStandings.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { codeDigest } from "../codeDigest.ts";
import type { RuleSettings } from "./judgeTenant.ts";

/** Rooms and folders whose code decides what is rendered and how it is judged. */
const deciding = ["core", "components", "stacks", "policies", "fleet/engine", "fleet/checking"];

/**
 * Gives tenants keys that are equal only where their judgements are: over the resolved tenant, how its margin stands, the
 * settings of rules, all code that has a part in it, and the version of Node.js.
 */
export function judgementKey(
  settings: RuleSettings,
): (resolved: ResolvedTenant, margin: MarginStanding | undefined) => string {
  const common = createHash("sha256").update(codeDigest(deciding)).update(JSON.stringify(settings));
  // Resolving makes the fields of a tenant in one order, so its text need not be canonical, which would take longer.
  return (resolved, margin) =>
    common
      .copy()
      .update(margin ?? "")
      .update(JSON.stringify(resolved))
      .digest("hex");
}
