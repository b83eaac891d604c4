import { tenantKey } from "../../../components/shared/clusterObjects.ts";
import { runDocument } from "../../../core/results/tenantRun.ts";
import { seldomCollected } from "../../../tools/kubernetes/processes.ts";
import { copyEstate, type TestEstate } from "../cli.ts";
import { prepareCell, startCluster, type TestCluster } from "../cluster.ts";
import { exampleNodes } from "../exampleNodes.ts";
import { apiResources, type ApiResource } from "./apiResources.ts";
import { allObjects } from "./objects.ts";
import type { Question } from "./questions.ts";
import { account, peopleOf, type Place, type Subject } from "./subjects.ts";
import { manifestOf, nodes, ownNodes, tenantIds, tenants, type TenantOrder } from "./tenants.ts";

/** Six tenants on one prepared cluster. */
export interface World {
  readonly estate: TestEstate;
  readonly cluster: TestCluster;
  /** Runs a verb for tenants, and returns how each ended: id, result and errors. */
  readonly run: (verb: string, ...args: readonly string[]) => Promise<RunLine[]>;
  /** Gives a tenant another manifest, or a new one its first. */
  readonly order: (id: string, order: TenantOrder) => void;
  readonly stop: () => Promise<void>;
}

/** How a run ended for a tenant. */
export type RunLine = readonly [tenant: string, result: string, errors: readonly string[]];

/** The tenants' namespaces, who asks in their name, and what can be asked for. */
export interface Inhabitants {
  readonly places: readonly Place[];
  readonly subjects: readonly Subject[];
  readonly resources: readonly ApiResource[];
  /** The name of an object that is there of what a question is about. */
  readonly nameOf: (question: Pick<Question, "group" | "resource" | "namespace">) => string | undefined;
}

/** Who and what is there, by what the server has: all namespaces with a tenant's label, and all accounts in them. */
export async function inhabitantsOf(cluster: TestCluster): Promise<Inhabitants> {
  const [objects, resources] = await Promise.all([allObjects(cluster), apiResources(cluster)]);
  const places = objects
    .filter(({ resource, metadata }) => resource === "namespaces" && metadata.labels?.[tenantKey] !== undefined)
    .map(({ metadata }): Place => ({ namespace: metadata.name, tenant: metadata.labels?.[tenantKey] ?? "" }));
  const accounts = objects
    .filter(({ resource }) => resource === "serviceaccounts")
    .flatMap(({ metadata }) =>
      places.filter(({ namespace }) => namespace === metadata.namespace).map((place) => account(place, metadata.name)),
    );
  const people = [...new Set(places.map(({ tenant }) => tenant))].flatMap((tenant) => peopleOf(tenant));
  const names = new Map(
    objects.map(({ resource, metadata }) => [`${resource} ${metadata.namespace ?? ""}`, metadata.name]),
  );
  return {
    places,
    subjects: [...people, ...accounts],
    resources,
    nameOf: ({ group, resource, namespace }) => {
      const [plural = ""] = resource.split("/");
      return names.get(`${group === "" ? plural : `${plural}.${group}`} ${namespace}`);
    },
  };
}

/** Starts a cluster and prepares its cell. */
export async function startWorld(): Promise<World> {
  const estate = copyEstate();
  const manifests = new Map(tenantIds.map((id): [string, string] => [id, manifestOf(id, tenants[id])]));
  const write = (): void => {
    estate.onlyTenants(Object.fromEntries(manifests));
  };
  write();
  estate.edit("estate.yaml", exampleNodes, ownNodes);
  // Environments are what is asked about: no pool stands beside them.
  estate.edit("estate.yaml", "      hosts: [saas/shared@1]", "      #");
  let cluster: TestCluster | undefined;
  const stop = async (): Promise<void> => {
    await cluster?.stop();
    estate.remove();
  };
  try {
    cluster = await startCluster(estate, { nodes });
    const env = { ...cluster.env, ...seldomCollected };
    await prepareCell(estate, cluster);
    const run: World["run"] = async (verb, ...args) => {
      const { stdout, stderr } = await estate.tenantry([verb, ...args, "--json"], { env });
      if (stdout === "") throw new Error(`${verb} ${args.join(" ")}\n${stderr}`);
      const { results } = runDocument.parse(JSON.parse(stdout));
      return results.map(({ tenant, result, errors }): RunLine => [tenant, result, errors]);
    };
    const order: World["order"] = (id, wanted) => {
      manifests.set(id, manifestOf(id, wanted));
      write();
    };
    return { estate, cluster, run, order, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
