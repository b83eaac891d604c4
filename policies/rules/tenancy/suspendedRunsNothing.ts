import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { type Answer, notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { networkPolicyType } from "../isolation/networkPeers.ts";
import { quotaType } from "../../../core/policies/kubernetes/quotas.ts";

const away: Answer = [{ message: "The resource should not be there unless the tenant is active." }];

/** A violation unless a property has the value that nothing runs with. */
function mustBe(value: unknown, ...path: readonly string[]) {
  return (inputs: unknown): Violation[] => {
    if (valueAt(inputs, ...path) === value) return [];
    const property = path.join(".");
    return [{ property, message: `${property} should be ${String(value)} unless the tenant is active.` }];
  };
}

const noPods = mustBe(0, "spec", "replicas");

/** What each type is like while nothing runs. */
const judgements: Readonly<Record<string, (inputs: unknown) => Answer>> = {
  "aws:autoscaling/group:Group": (inputs) => ["minSize", "maxSize"].flatMap((size) => mustBe(0, size)(inputs)),
  "aws:ec2/instance:Instance": () => away,
  "aws:s3/accessPoint:AccessPoint": () => away,
  "kubernetes:apps/v1:DaemonSet": () => away,
  "kubernetes:apps/v1:Deployment": noPods,
  "kubernetes:apps/v1:ReplicaSet": noPods,
  "kubernetes:apps/v1:StatefulSet": noPods,
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": () => away,
  "kubernetes:batch/v1:CronJob": mustBe(true, "spec", "suspend"),
  "kubernetes:batch/v1:Job": () => away,
  [quotaType]: judgeQuota,
  "kubernetes:core/v1:Pod": () => away,
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": () => away,
  "kubernetes:gateway.networking.k8s.io/v1:ListenerSet": () => away,
  [networkPolicyType]: judgeOpenings,
  "kubernetes:postgresql.cnpg.io/v1:Cluster": mustBe("on", "metadata", "annotations", "cnpg.io/hibernation"),
  "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup": mustBe(true, "spec", "suspend"),
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": () => away,
};

/** A tenant that is suspended, or has left, keeps data and addresses, and nothing of it runs or is open. */
export const suspendedRunsNothing: Rule = {
  id: "tenancy/suspended-runs-nothing",
  title: "Nothing of a tenant that is suspended, or has left, runs, and nobody gets in",
  severity: "high",
  rationale:
    "A tenant is suspended because of a debt or an incident, and one that has left pays no more: what goes on running costs, or goes on doing harm, and whoever should not gets in.",
  remediation:
    "Plan the resource by the tenant's state: nothing runs, scales, answers or lets anybody in unless it is active.",
  controls: [iso27001("A.5.18"), soc2("CC6.3")],
  resourceTypes: Object.keys(judgements),
  looksAt: "tenant",
  check({ type, inputs }, { tenant }) {
    if (tenant === undefined || tenant.state === "active") return notApplicable;
    return judgements[type]?.(inputs) ?? notApplicable;
  },
};

/** The quota of the customer's pods lets none start; that of the platform's is a database's, which sleeps. */
function judgeQuota(inputs: unknown): Answer {
  const pods = valueAt(inputs, "spec", "hard", "pods");
  const isPlatform = listAt(inputs, "spec", "scopeSelector", "matchExpressions").some(
    (expression) => valueAt(expression, "operator") === "In",
  );
  if (pods === undefined || isPlatform) return notApplicable;
  const property = "spec.hard.pods";
  return pods === "0" || pods === 0
    ? []
    : [{ property, message: `${property} should be 0 unless the tenant is active.` }];
}

/** What opens something is gone, but for what a database needs when it wakes. */
function judgeOpenings(inputs: unknown): Answer {
  const opens = listAt(inputs, "spec", "ingress").length + listAt(inputs, "spec", "egress").length > 0;
  if (typeof valueAt(inputs, "spec", "podSelector", "matchLabels", "cnpg.io/cluster") === "string")
    return notApplicable;
  return opens ? away : [];
}
