import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { TenantCheck } from "../core/results/check.ts";
import type { TenantEvidence, WaiverEvidence } from "../core/results/evidence.ts";
import type { Finding } from "../core/results/finding.ts";
import type { JudgedTenant } from "../core/results/judgedTenant.ts";
import { loadRules } from "../policies/rules/index.ts";
import { waiversOf } from "../policies/waivers/waiversOf.ts";
import { exceptionsOf } from "../policies/weigh.ts";

/**
 * Weighs what the rules said of tenants by how the estate enforces them, and by its waivers. A tenant that cannot be rendered has a
 * finding for the rule `render`. What is wrong with a waiver itself is a finding of its tenant.
 *
 * @param judged what the rules said of each of the tenants, in their order.
 * @param today the day by which waivers count, such as `2026-12-31`.
 * @returns one entry a tenant, in the order given.
 */
export async function checkTenants(
  judged: readonly JudgedTenant[],
  tenants: readonly EstateTenant[],
  estate: Pick<Estate, "manifest" | "waivers">,
  today: string,
): Promise<TenantCheck[]> {
  const rules = await loadRules();
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  const ids = new Set(tenants.map(({ resolved }) => resolved.id));
  const waivers = waiversOf(estate, ids);
  const exceptions = exceptionsOf(rules, estate.manifest.spec.policies, waivers, today);
  const weighed = judged.map((each, index) => exceptions.weigh(each, tenants[index]?.resolved).results);
  const told = Map.groupBy(exceptions.waivers(), ({ tenant }) => tenant);
  return judged.map(({ tenant, resources, error }, index): TenantCheck => ({
    tenant,
    resources: resources.length,
    findings: [
      ...(error === undefined
        ? findingsOf(tenant, resources, weighed[index] ?? [], waivers, severities)
        : [
            {
              ...mandatory(tenant, "render", "critical"),
              resource: `pulumi:pulumi:Stack tenantry-${tenant}`,
              message: error,
            },
          ]),
      ...(told.get(tenant) ?? []).flatMap(problemsOf),
    ],
  }));
}

/** True for a finding that stops a deployment. */
export function stops({ enforcement, waived }: Finding): boolean {
  return enforcement === "mandatory" && waived === undefined;
}

function findingsOf(
  tenant: string,
  resources: JudgedTenant["resources"],
  results: TenantEvidence["results"],
  waivers: readonly { readonly approver: string; readonly expires: string }[],
  severities: ReadonlyMap<string, Finding["severity"]>,
): Finding[] {
  const failures = results.flatMap(({ rule, enforcement, failed }) =>
    failed.map((failure) => ({ rule, enforcement, ...failure })),
  );
  // By resource; of one, by rule and as the rule tells them, which is the order that they have.
  return failures
    .toSorted((a, b) => a.resource - b.resource)
    .map(({ resource: index, rule, waiver, ...violation }) => {
      const { type = "", name = "" } = resources[index] ?? {};
      const by = waivers[waiver ?? -1];
      const severity = severities.get(rule) ?? "critical";
      const waived = by && { approver: by.approver, expires: by.expires };
      return { rule, severity, tenant, resource: `${type} ${name}`, ...violation, ...(waived && { waived }) };
    });
}

function problemsOf({ tenant, resource, rule: waived, problems }: WaiverEvidence): Finding[] {
  return problems.map(({ rule, severity, message }) => ({
    ...mandatory(tenant, rule, severity),
    resource,
    message: `Of ${waived}: ${message}`,
  }));
}

function mandatory(
  tenant: string,
  rule: string,
  severity: Finding["severity"],
): Pick<Finding, "tenant" | "rule" | "severity" | "enforcement"> {
  return { rule, severity, tenant, enforcement: "mandatory" };
}
