import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { EnvironmentOrder } from "../environment/order.ts";
import { runsIn } from "../environment/runsIn.ts";
import { unknownEnvironment } from "../environment/unknownEnvironment.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import { checkRoom } from "./checkRoom.ts";
import { databaseVariables } from "./databaseVariables.ts";
import { isOfRegistry } from "./image.ts";
import { maximumOf, type ApplicationsFeatures, type ApplicationsOrder, type AppOrder } from "./order.ts";

/**
 * Everything that keeps applications from running as they are ordered.
 *
 * @param databases the names of CloudNativePG clusters, by the environments that have one.
 */
export function checkApplications(
  context: EnvironmentPartContext,
  order: ApplicationsOrder & Pick<EnvironmentOrder, "registries">,
  features: ApplicationsFeatures,
  databases: ReadonlyMap<string, string>,
): PlanProblem[] {
  const names = order.apps.map(({ name }) => name);
  return [
    ...order.apps.flatMap((app, index) => [
      ...(names.indexOf(app.name) === index ? [] : [nameTwice(app, index)]),
      ...checkEnvironments(context, app, index),
      ...checkImage(context, order.registries, app, index),
      ...checkReplicas(app, index, features),
      ...checkVariables(app, index),
      ...checkDatabase(context, app, index, databases),
      ...checkVolume(context, app, index),
    ]),
    ...checkRoom(context, order),
  ];
}

function nameTwice({ name }: AppOrder, index: number): PlanProblem {
  const path = ["apps", index, "name"];
  return {
    concern: "name",
    path,
    message: `The app "${name}" is ordered twice.`,
    fix: "Rename or remove one of the two.",
  };
}

function checkEnvironments(
  context: EnvironmentPartContext,
  { environments = [] }: AppOrder,
  index: number,
): PlanProblem[] {
  const known = context.environments.map(({ name }) => name);
  const path = ["apps", index, "environments"];
  return [
    ...environments.flatMap((environment, at) => unknownEnvironment(environment, known, [...path, at])),
    ...orderedTwice(environments, path, "environment"),
  ];
}

function checkImage(
  { cell }: EnvironmentPartContext,
  registries: readonly string[],
  { name, image }: AppOrder,
  index: number,
): PlanProblem[] {
  const allowed = [...new Set([...cell.registries, ...registries])];
  if (isOfRegistry(image, allowed)) return [];
  return [
    {
      concern: "cell",
      path: ["apps", index, "image"],
      message: `The image ${image} of the app "${name}" is of no registry that its environments let in.`,
      allowed: allowed.length === 0 ? "none: neither the cell nor the order names a registry" : allowed.join(", "),
      fix: "Push the image to one of these, or add its registry to registries.",
    },
  ];
}

function checkReplicas(app: AppOrder, index: number, { autoscaling }: ApplicationsFeatures): PlanProblem[] {
  const { name, replicas, volume } = app;
  const { minimum } = replicas;
  const maximum = maximumOf(app);
  const path = ["apps", index, "replicas", "maximum"];
  if (maximum < minimum) {
    const message = `The app "${name}" has ${String(minimum)} pods at least, which is more than its maximum of ${String(maximum)}.`;
    return [{ concern: "tier", path, message, fix: `Order at most ${String(maximum)}, or raise the maximum.` }];
  }
  const problems: PlanProblem[] = [];
  if (maximum > minimum && !autoscaling) {
    problems.push({
      concern: "tier",
      path,
      message: `The tier has no autoscaling, and the app "${name}" would grow from ${String(minimum)} to ${String(maximum)} pods.`,
      fix: `Leave the maximum out, order ${String(maximum)} pods, or choose a tier with autoscaling.`,
    });
  }
  if (maximum > 1 && volume !== undefined) {
    problems.push({
      concern: "tier",
      path: ["apps", index, "replicas"],
      message: `The app "${name}" has a volume, which one pod at a time can use, and ${String(maximum)} pods.`,
      allowed: "1",
      fix: "Order one pod, or keep the data in a database and leave the volume out.",
    });
  }
  return problems;
}

function checkVariables({ name, env, secrets, database }: AppOrder, index: number): PlanProblem[] {
  const taken = database ? databaseVariables.filter((variable) => Object.hasOwn(env, variable.name)) : [];
  return [
    ...taken.map((variable): PlanProblem => {
      return {
        concern: "name",
        path: ["apps", index, "env", variable.name],
        message: `The app "${name}" gets ${variable.name} from its database.`,
        fix: "Remove the variable, or order the app without the database.",
      };
    }),
    ...orderedTwice(secrets, ["apps", index, "secrets"], "secret"),
  ];
}

/** No app is named as objects of a database are: their names have two hyphens in a row, which no app's has. */
function checkDatabase(
  context: EnvironmentPartContext,
  app: AppOrder,
  index: number,
  databases: ReadonlyMap<string, string>,
): PlanProblem[] {
  if (!app.database) return [];
  const without = context.environments.filter(({ name }) => runsIn(app, name) && !databases.has(name));
  return without.map(({ name }) => ({
    concern: "tier",
    path: ["apps", index, "database"],
    message: `The app "${app.name}" wants a database in "${name}", where none is ordered.`,
    fix: "Order the database there, or name the environments that the app runs in.",
  }));
}

function checkVolume({ cell }: EnvironmentPartContext, { name, volume }: AppOrder, index: number): PlanProblem[] {
  if (volume === undefined || cell.volumes !== undefined) return [];
  return [
    {
      concern: "cell",
      path: ["apps", index, "volume"],
      message: `The app "${name}" has a volume, and the cell "${cell.id}" makes none.`,
      fix: "Order the app without a volume, choose another cell, or set volumes of the cell.",
    },
  ];
}
