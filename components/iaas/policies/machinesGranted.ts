import type { ResolvedSubscription } from "../../../core/resolve/resolvedTenant.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import {
  beyondGrants,
  featureOf,
  numberOf,
  type OfType,
  subscriptionRule,
} from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** Machines that may run at once, of one size. */
interface Machines {
  readonly count: number;
  /** The size of each; undefined when the tier has none of its type. */
  readonly size: { readonly vcpu: number; readonly memoryGiB: number } | undefined;
}

/** No more machines run than have been sold, and none of another size. */
export const machinesGranted: Rule = subscriptionRule(bundleType, {
  id: "tenancy/machines-granted",
  title: "Machines stay within what the tier grants",
  severity: "high",
  rationale:
    "Machines beyond the grant are the provider's to pay, and take from an account's quotas what other tenants were promised.",
  remediation:
    "Lower maxSize of the groups, or order an add-on or a tier that grants more; use the tier's machineSizes.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    const machines = machinesOf(subscription, ofType);
    const sum = (amount: (each: Machines) => number): number =>
      machines.reduce((total, each) => total + each.count * amount(each), 0);
    const used = {
      machines: sum(() => 1),
      vcpu: sum(({ size }) => size?.vcpu ?? 0),
      memoryGiB: sum(({ size }) => size?.memoryGiB ?? 0),
      loadBalancers: ofType("aws:lb/loadBalancer:LoadBalancer").length,
    };
    return [
      ...beyondGrants(subscription, used),
      ...(machines.some(({ size, count }) => size === undefined && count > 0)
        ? [{ message: "The subscription's machines should be of sizes that its tier has." }]
        : []),
    ];
  },
});

/** Machines by groups at their largest, and machines by themselves. */
function machinesOf(subscription: ResolvedSubscription, ofType: OfType): Machines[] {
  // A group and its template are made by one component.
  const templates = new Map(
    ofType("aws:ec2/launchTemplate:LaunchTemplate").map(({ parent, inputs }) => [
      parent,
      valueAt(inputs, "instanceType"),
    ]),
  );
  const groups = ofType("aws:autoscaling/group:Group").map(({ parent, inputs }) => ({
    count: numberOf(valueAt(inputs, "maxSize")),
    size: sizeOf(subscription, [templates.get(parent), ...otherTypes(inputs)]),
  }));
  const single = ofType("aws:ec2/instance:Instance").map(({ inputs }) => ({
    count: 1,
    size: sizeOf(subscription, [valueAt(inputs, "instanceType")]),
  }));
  return [...groups, ...single];
}

/** Types that a group may start beside its template's (Amazon EC2 Auto Scaling API Reference, MixedInstancesPolicy). */
function otherTypes(group: unknown): unknown[] {
  return listAt(group, "mixedInstancesPolicy", "launchTemplate", "overrides").map((override) =>
    valueAt(override, "instanceType"),
  );
}

/** The largest that machines of these types can be; undefined when the tier lacks one of them. */
function sizeOf(subscription: ResolvedSubscription, types: readonly unknown[]): Machines["size"] {
  const sold = Object.values(Object(featureOf(subscription, "machineSizes")) as object) as readonly unknown[];
  const sizes = types.map((type) => sold.find((size) => valueAt(size, "instanceType") === type));
  if (sizes.includes(undefined)) return undefined;
  const largest = (amount: string): number => Math.max(...sizes.map((size) => numberOf(valueAt(size, amount))));
  return { vcpu: largest("vcpu"), memoryGiB: largest("memoryGiB") };
}
