import type { EstateTenant } from "../core/estate/estate.ts";
import type { TenantCheck } from "../core/results/check.ts";
import { evaluateRules } from "../policies/findings.ts";
import { rules } from "../policies/rules/index.ts";
import { renderTenant } from "./engine/render.ts";

/**
 * Renders each tenant in this process and judges what it renders by every rule; no target and no state is asked. A tenant
 * that cannot be rendered is a finding of its own, for the rule `render`, and stops no other.
 *
 * @returns one entry a tenant, in the order given.
 */
export async function checkTenants(tenants: readonly EstateTenant[]): Promise<TenantCheck[]> {
  const checks: TenantCheck[] = [];
  for (const { resolved } of tenants) {
    const tenant = resolved.id;
    try {
      const resources = await renderTenant(resolved);
      checks.push({
        tenant,
        resources: resources.length,
        findings: evaluateRules(rules, { name: tenant, resources, tenant: resolved }),
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const resource = `pulumi:pulumi:Stack tenantry-${tenant}`;
      const finding = { rule: "render", severity: "critical", tenant, resource, message } as const;
      checks.push({ tenant, resources: 0, findings: [finding] });
    }
  }
  return checks;
}
