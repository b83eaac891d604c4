import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import type { EnvironmentPlan } from "../environment/plan.ts";
import { runsIn } from "../environment/runsIn.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import { cpuMillisOf, maximumOf, type ApplicationsOrder, type AppOrder } from "./order.ts";

/**
 * Applications that one environment has no room for, so that no run waits for a pod that its quota never lets start. Every app counts
 * with its maximum, and one pod more where an update starts the new before it stops the old: an update of an app that has grown
 * into the last room would wait for ever.
 */
export function checkRoom(context: EnvironmentPartContext, { apps }: ApplicationsOrder): PlanProblem[] {
  return [
    ...apps.flatMap((app, index) => checkContainer(context, app, index)),
    ...context.environments.flatMap((environment) => {
      const there = apps.filter((app) => runsIn(app, environment.name));
      return checkSums(environment, there, context.state !== "active");
    }),
  ];
}

/** Pods of an app at once: those of an app with a volume are replaced one after the other. */
function podsOf(app: AppOrder): number {
  return maximumOf(app) + (app.volume === undefined ? 1 : 0);
}

function checkContainer({ environments }: EnvironmentPartContext, app: AppOrder, index: number): PlanProblem[] {
  // All environments of a subscription have equal bounds.
  const maximum = environments[0]?.containers.maximum;
  if (maximum === undefined) return [];
  const amounts = [
    { field: "vcpu", unit: "m", amount: cpuMillisOf(app), limit: maximum.cpu },
    { field: "memoryMiB", unit: "Mi", amount: app.memoryMiB, limit: maximum.memory },
  ];
  return amounts.flatMap(({ field, unit, amount, limit }): PlanProblem[] => {
    if (amount <= quantity(limit, unit)) return [];
    return [
      {
        concern: "tier",
        path: ["apps", index, field],
        message: `Each pod of the app "${app.name}" would have ${String(amount)}${unit}, and one container may have ${limit}.`,
        allowed: `at most ${limit}`,
        fix: "Order less for each pod and more pods, or choose a tier with larger containers.",
      },
    ];
  });
}

/** No pod starts of a tenant that is suspended, or has left; whether all would find room when it comes back is told before. */
function checkSums({ name, quota }: EnvironmentPlan, apps: readonly AppOrder[], isStopped: boolean): PlanProblem[] {
  const sum = (amountOf: (app: AppOrder) => number): number => apps.reduce((total, app) => total + amountOf(app), 0);
  const amounts = [
    { what: "of processors", unit: "m", amount: sum((app) => podsOf(app) * cpuMillisOf(app)), limit: quota.cpu },
    { what: "of memory", unit: "Mi", amount: sum((app) => podsOf(app) * app.memoryMiB), limit: quota.memory },
    { what: "of volumes", unit: "Gi", amount: sum(({ volume }) => volume?.sizeGiB ?? 0), limit: quota.storage },
    ...(isStopped ? [] : [{ what: "pods", unit: "", amount: sum(podsOf), limit: quota.pods }]),
    { what: "services", unit: "", amount: apps.length, limit: quota.objects["count/services"] },
  ];
  return amounts.flatMap(({ what, unit, amount, limit }): PlanProblem[] => {
    if (limit === undefined || amount <= quantity(limit, unit)) return [];
    return [
      {
        concern: "tier",
        path: ["apps"],
        message: `The apps in "${name}" come to ${String(amount)}${unit} ${what}, each at its maximum and with the pod more that an update starts, and the environment has ${limit}.`,
        allowed: `at most ${limit}`,
        fix: "Order fewer or smaller pods or apps, fewer environments, or a tier that grants more.",
      },
    ];
  });
}

/**
 * A quantity of the environments' plan, which all are whole numbers of one unit each.
 *
 * @throws TypeError when it is of another unit: a mistake of the plan's.
 */
function quantity(text: string, unit: string): number {
  if (!text.endsWith(unit) || !/^\d+$/.test(text.slice(0, text.length - unit.length))) {
    throw new TypeError(`"${text}" is no whole number of the unit "${unit}"`);
  }
  return Number(text.slice(0, text.length - unit.length));
}
