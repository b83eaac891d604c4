import type { ResolvedSubscription } from "../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type RuleContext, type Violation } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { inNamespace, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";
import { gibibyte, quantity } from "../../../core/policies/kubernetes/quantity.ts";
import { databaseRunsPerWeek } from "../../../core/policies/schedules.ts";
import { featureOf, numberOf, subscriptionTo } from "../../../core/policies/subscriptions.ts";

const hoursOfWeek = 168;

/** A database of the platform has the instances, the size and the backups that are sold. */
export const platformDatabasesAsSold: Rule = {
  id: "tenancy/platform-databases-as-sold",
  title: "Databases of the platform run and are backed up as the tier promises",
  severity: "high",
  rationale:
    "A tier sells a database that survives a node, or one that can be taken back some hours: with fewer instances or backups it does neither when it matters.",
  remediation:
    "Render the cluster with the instances and the size of the tier's feature database, and where that has backups a ScheduledBackup as often.",
  controls: [iso27001("A.8.13"), iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: [databaseType],
  looksAt: "tenant",
  check(database, context) {
    const subscription = subscriptionTo("paas", database, context);
    if (subscription === undefined) return notApplicable;
    const sold = featureOf(subscription, "database");
    if (sold === undefined) return [{ message: "The database should be one that the tier has." }];
    const wrong = (property: string): Violation => ({
      property,
      message: `${property} should be as the tier promises.`,
    });
    const limits = (resource: string): number =>
      quantity(valueAt(database.inputs, "spec", "resources", "limits", resource));
    return [
      ...(valueAt(database.inputs, "spec", "instances") === valueAt(sold, "instances")
        ? []
        : [wrong("spec.instances")]),
      ...(limits("cpu") === valueAt(sold, "vcpu") ? [] : [wrong("spec.resources.limits.cpu")]),
      ...(limits("memory") === numberOf(valueAt(sold, "memoryGiB")) * gibibyte
        ? []
        : [wrong("spec.resources.limits.memory")]),
      ...judgeBackups(database, subscription, context),
    ];
  },
};

function judgeBackups(
  database: RenderedResource,
  subscription: ResolvedSubscription,
  context: RuleContext,
): Violation[] {
  const hours = featureOf(subscription, "database", "backup", "everyHours");
  if (typeof hours !== "number") return [];
  const name = valueAt(database.inputs, "metadata", "name");
  const often = inNamespace(context, "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", namespaceOf(database)).some(
    ({ inputs }) =>
      valueAt(inputs, "spec", "cluster", "name") === name &&
      databaseRunsPerWeek(valueAt(inputs, "spec", "schedule")) >= hoursOfWeek / hours,
  );
  return often
    ? []
    : [{ message: "The database should have a ScheduledBackup that runs as often as the tier promises." }];
}
