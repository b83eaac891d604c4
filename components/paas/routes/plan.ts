import type { PartPlan } from "../../shared/partContext.ts";
import { servicePort } from "../applications/servicePort.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import { checkRoutes, type RoutedApp } from "./check.ts";
import type { RoutesOrder } from "./order.ts";

/** One host, decided. */
export interface HostPlan {
  readonly name: string;
  /** The secret of the environment that its certificate and key are in. */
  readonly certificate: string;
  /** What the paths of requests begin with that are answered. */
  readonly path: string;
  /** The service of the environment that answers. */
  readonly backend: { readonly service: string; readonly port: number };
}

/** The hosts of one environment. */
export interface EnvironmentRoutesPlan {
  /** The environment's name in the manifest. */
  readonly environment: string;
  readonly hosts: readonly HostPlan[];
}

/** Hosts with everything decided: fields of the bundle. */
export interface RoutesPlan {
  /** Environments with hosts; none unless the tenant is active. */
  readonly routes: readonly EnvironmentRoutesPlan[];
  /** The cert-manager ClusterIssuer that certificates come from; absent where the customer brings them. */
  readonly issuer?: string;
}

/**
 * Decides where hosts lead. Hosts of a tenant that is suspended, or has left, lead nowhere, and stay the tenant's.
 *
 * @param apps what hosts can lead to.
 */
export function planRoutes(
  context: EnvironmentPartContext,
  order: RoutesOrder,
  apps: readonly RoutedApp[],
): PartPlan<RoutesPlan> {
  const problems = checkRoutes(context, order, apps);
  if (problems.length > 0 || order.hosts.length === 0) return { plan: { routes: [] }, claims: [], problems };
  const { environments, state } = context;
  const issuer = context.cell.gateway?.issuer;
  const first = environments[0]?.name;
  const routes = environments.map(({ name }): EnvironmentRoutesPlan => {
    const hosts = order.hosts.filter(({ environment = first }) => environment === name);
    return { environment: name, hosts: hosts.map((host) => planHost(host, apps)) };
  });
  return {
    plan: {
      routes: state === "active" ? routes.filter(({ hosts }) => hosts.length > 0) : [],
      ...(issuer !== undefined && { issuer }),
    },
    // In the whole estate: DNS can lead a name to one place only, and who has it may ask for certificates of it.
    claims: order.hosts.map(({ name }, index) => {
      return { type: "name", scope: "hosts", value: name, path: ["hosts", index, "name"] } as const;
    }),
    problems,
  };
}

/** The hosts of one environment by name, which its routes may answer for. */
export function hostsOf({ routes }: RoutesPlan, environment: string): string[] {
  return routes
    .filter((each) => each.environment === environment)
    .flatMap(({ hosts }) => hosts.map(({ name }) => name));
}

/** All that is made for a host has the host's name, which is one that objects may have; no other secret needs a dot in its name. */
function planHost({ name, app, path }: RoutesOrder["hosts"][number], apps: readonly RoutedApp[]): HostPlan {
  const service = app ?? apps[0]?.name ?? "";
  return { name, certificate: name, path, backend: { service, port: servicePort } };
}
