import type { EstateTenant } from "../core/estate/estate.ts";
import type { TenantCheck } from "../core/results/check.ts";
import { evaluateRules } from "../policies/evaluate.ts";
import { rules } from "../policies/rules/index.ts";
import { renderTenant } from "./engine/render.ts";

/** Renders every tenant in this process and evaluates all rules over it. */
export async function checkTenants(tenants: readonly EstateTenant[]): Promise<TenantCheck[]> {
  const checks: TenantCheck[] = [];
  for (const { resolved } of tenants) {
    const resources = await renderTenant(resolved);
    const findings = evaluateRules(rules, resources, resolved.id);
    checks.push({ tenant: resolved.id, resources: resources.length, findings });
  }
  return checks;
}
