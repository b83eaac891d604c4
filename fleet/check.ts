import type { EstateTenant } from "../core/estate/estate.ts";
import type { Finding } from "../core/results/finding.ts";
import type { TenantCheck } from "../core/results/check.ts";
import { rules } from "../policies/rules/index.ts";
import type { JudgedTenant } from "../core/results/judgedTenant.ts";
import { judgeTenants, type JudgeOptions } from "./checking/judgeTenants.ts";

const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

/**
 * Renders each tenant in this process and judges what it renders by every rule; no target and no state is asked. A tenant
 * that cannot be rendered is a finding of its own, for the rule `render`, and stops no other.
 *
 * @returns one entry a tenant, in the order given.
 */
export async function checkTenants(
  tenants: readonly EstateTenant[],
  options: JudgeOptions = {},
): Promise<TenantCheck[]> {
  const judged = await judgeTenants(
    tenants.map(({ resolved }) => resolved),
    options,
  );
  return judged.map((each) => ({
    tenant: each.tenant,
    resources: each.resources.length,
    findings: findingsOf(each),
  }));
}

function findingsOf({ tenant, resources, results, error }: JudgedTenant): Finding[] {
  if (error !== undefined) {
    const resource = `pulumi:pulumi:Stack tenantry-${tenant}`;
    return [{ rule: "render", severity: "critical", tenant, resource, message: error }];
  }
  const failures = results.flatMap(({ rule, failed }) => failed.map((failure) => ({ rule, ...failure })));
  // By resource; of one, by rule and as the rule tells them, which is the order that they have.
  return failures
    .toSorted((a, b) => a.resource - b.resource)
    .map(({ resource: index, rule, ...violation }) => {
      const { type, name } = resources[index] ?? {};
      const resource = `${String(type)} ${String(name)}`;
      return { rule, severity: severities.get(rule) ?? "critical", tenant, resource, ...violation };
    });
}
