import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { unknownEnvironment } from "../environment/unknownEnvironment.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import type { RoutesOrder } from "./order.ts";

/** An app that hosts can lead to. */
export interface RoutedApp {
  /** The name in the manifest. */
  readonly name: string;
  /** The names of the environments that it runs in. */
  readonly environments: readonly string[];
}

type Ordered = RoutesOrder["hosts"][number];

/** Everything that keeps hosts from leading where they are ordered to. */
export function checkRoutes(
  { cell, environments }: Pick<EnvironmentPartContext, "cell" | "environments">,
  { hosts }: RoutesOrder,
  apps: readonly RoutedApp[],
): PlanProblem[] {
  if (hosts.length === 0) return [];
  const known = environments.map(({ name }) => name);
  return [
    ...checkGateway(cell),
    ...hosts.flatMap((host, index) => {
      const path = ["hosts", index];
      const twice = hosts.findIndex(({ name }) => name === host.name) !== index;
      return [
        ...(twice ? [orderedAgain(host, path)] : []),
        ...(host.environment === undefined
          ? []
          : unknownEnvironment(host.environment, known, [...path, "environment"])),
        ...checkApp(host, known, apps, path),
      ];
    }),
  ];
}

function checkGateway({ id, gateway }: EnvironmentPartContext["cell"]): PlanProblem[] {
  if (gateway !== undefined) return [];
  const message = `The cell "${id}" has no gateway that hosts could be reached by.`;
  const fix =
    "Choose a cell with a gateway, or set gateway in this one where its cluster serves one, or order no hosts.";
  return [{ concern: "cell", path: ["hosts"], message, fix }];
}

function orderedAgain({ name }: Ordered, path: readonly (string | number)[]): PlanProblem {
  const message = `The host "${name}" is ordered twice.`;
  return { concern: "name", path: [...path, "name"], message, fix: "Remove one of the two: a host leads to one app." };
}

function checkApp(
  { name, app, environment }: Ordered,
  known: readonly string[],
  apps: readonly RoutedApp[],
  path: readonly (string | number)[],
): PlanProblem[] {
  const names = apps.map((each) => each.name);
  if (apps.length === 0) {
    const message = `The host "${name}" leads to no app: none is ordered.`;
    return [{ concern: "name", path, message, fix: "Order an app, or remove the host." }];
  }
  if (app === undefined && apps.length > 1) {
    const message = `It is not said which app the host "${name}" leads to.`;
    return [{ concern: "name", path, message, allowed: names.join(", "), fix: "Set app to one of these." }];
  }
  const at = { concern: "name", path: [...path, "app"] } as const;
  const found = apps.find((each) => app === undefined || each.name === app);
  if (found === undefined) {
    const fix = didYouMean(app ?? "", names) ?? "Choose one of these, or add it to apps.";
    return [{ ...at, message: `There is no app "${app ?? ""}".`, allowed: names.join(", "), fix }];
  }
  const answers = environment ?? known[0] ?? "";
  if (!known.includes(answers) || found.environments.includes(answers)) return [];
  return [
    {
      ...at,
      message: `The host "${name}" leads to the app "${found.name}" in "${answers}", where it does not run.`,
      allowed: found.environments.join(", "),
      fix: "Set environment to one of these, or let the app run there.",
    },
  ];
}
