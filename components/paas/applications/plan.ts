import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartPlan } from "../../shared/partContext.ts";
import type { EnvironmentFeatures, EnvironmentOrder } from "../environment/order.ts";
import { runsIn } from "../environment/runsIn.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import { checkApplications } from "./check.ts";
import { cpuMillisOf, maximumOf, type ApplicationsFeatures, type ApplicationsOrder, type AppOrder } from "./order.ts";
import { planPlacement, type PlacementPlan } from "./placement.ts";

/** The volume of an app in one environment. */
export interface AppVolumePlan {
  /** The claim's name in the namespace. */
  readonly claimName: string;
  /** Where the app finds it. */
  readonly path: string;
  readonly sizeGiB: number;
}

/** One app in one environment, decided. */
export interface AppPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name in the namespace: of the workload, the service, and what scales and guards them. */
  readonly objectName: string;
  readonly image: string;
  readonly port: number;
  /** Absent where a connection is enough. */
  readonly healthPath?: string;
  /** How many pods run; the least of them where the app is scaled. 0 unless the tenant is active. */
  readonly replicas: number;
  /** Absent where the number of pods is fixed. */
  readonly autoscaling?: { readonly maximum: number; readonly cpuPercent: number };
  /** Whether pods are taken from their nodes one at a time only. */
  readonly disruptionBudget: boolean;
  /** Thousandths of a processor for each pod. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** In the order of names. */
  readonly env: readonly { readonly name: string; readonly value: string }[];
  /** Names of secrets whose entries are variables. */
  readonly secrets: readonly string[];
  /** The secret with the database's address and credentials; absent where the app has none. */
  readonly databaseSecret?: string;
  readonly volume?: AppVolumePlan;
}

/** The apps of one environment. */
export interface EnvironmentApplicationsPlan {
  /** The environment's name in the manifest. */
  readonly environment: string;
  readonly placement: PlacementPlan;
  /** In the order of the manifest. */
  readonly apps: readonly AppPlan[];
}

/** Applications with every name and size decided: fields of the bundle. */
export interface ApplicationsPlan {
  /** One entry for each environment that has any. */
  readonly applications: readonly EnvironmentApplicationsPlan[];
}

/** The average load of an app's processors, in per cent of what is set aside for them, that pods are added or taken away for. */
const cpuPercent = 70;

/**
 * Decides every name and size of applications. Those of a tenant that is suspended, or has left, keep their volumes and their addresses, and no pod of them runs.
 *
 * @param databases the names of CloudNativePG clusters, by the environments that have one.
 */
export function planApplications(
  context: EnvironmentPartContext,
  order: ApplicationsOrder & Pick<EnvironmentOrder, "registries">,
  features: ApplicationsFeatures & Pick<EnvironmentFeatures, "nodes" | "priority">,
  databases: ReadonlyMap<string, string>,
): PartPlan<ApplicationsPlan> {
  const placement = planPlacement(context.owner[0], features);
  const applications = context.environments.flatMap(({ name: environment }): EnvironmentApplicationsPlan[] => {
    const apps = order.apps
      .filter((app) => runsIn(app, environment))
      .map((app) => planApp(app, context.state !== "active", databases.get(environment)));
    return apps.length === 0 ? [] : [{ environment, placement, apps }];
  });
  return { plan: { applications }, claims: [], problems: checkApplications(context, order, features, databases) };
}

function planApp(app: AppOrder, isStopped: boolean, cluster: string | undefined): AppPlan {
  const { name, image, port, healthPath, secrets, volume } = app;
  const minimum = isStopped ? 0 : app.replicas.minimum;
  const maximum = isStopped ? 0 : maximumOf(app);
  return {
    name,
    objectName: physicalName(nameRules.kubernetesService, [name]),
    image,
    port,
    ...(healthPath !== undefined && { healthPath }),
    replicas: minimum,
    ...(maximum > minimum && { autoscaling: { maximum, cpuPercent } }),
    disruptionBudget: minimum > 1,
    cpuMillis: cpuMillisOf(app),
    memoryMiB: app.memoryMiB,
    env: Object.entries(app.env)
      .map(([variable, value]) => ({ name: variable, value }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    secrets,
    // CloudNativePG documentation, "Connecting from an application": the secret of the database's owner.
    ...(app.database && cluster !== undefined && { databaseSecret: `${cluster}-app` }),
    ...(volume !== undefined && {
      volume: { claimName: physicalName(nameRules.kubernetesObject, [name, "data"]), ...volume },
    }),
  };
}
