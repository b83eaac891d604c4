import { tenantKey } from "../../../components/shared/clusterObjects.ts";
import type { SimulatedNode } from "../../../tools/kubernetes/nodes.ts";
import { paasManifest } from "../paasManifest.ts";

/** The tenants by id, two of each tier. */
export const tenants = {
  ada: { tier: "starter@2", environments: ["prod"] },
  bell: { tier: "starter@2", environments: ["prod"] },
  curie: { tier: "standard@2", environments: ["prod", "staging"] },
  darwin: { tier: "standard@2", environments: ["prod", "staging"] },
  euler: { tier: "premium@1", environments: ["prod"] },
  fermi: { tier: "premium@1", environments: ["prod", "staging"] },
} as const satisfies Readonly<Record<string, { readonly tier: string; readonly environments: readonly string[] }>>;

/** The id of one of the {@link tenants}. */
export type TenantId = keyof typeof tenants;

/** All ids. */
export const tenantIds = Object.keys(tenants) as TenantId[];

/** Those with nodes of their own. */
export const nodeOwners = tenantIds.filter((id) => tenants[id].tier === "premium@1");

/** The namespace of an environment. */
export const namespaceOf = (tenant: TenantId, environment = "prod"): string => `${tenant}--apps--${environment}`;

/** The namespaces of tenants' environments. */
export const namespacesOf = (...ids: readonly TenantId[]): string[] =>
  ids.flatMap((id) => tenants[id].environments.map((environment) => namespaceOf(id, environment)));

/** Where a tenant's image comes from: of the cell's registry. */
export const image = "registry.northwind.example/app:1.4";

const app = { image, port: 8080, vcpu: 0.1, memoryMiB: 64 };

const apps = {
  "starter@2": [{ ...app, name: "web" }],
  "standard@2": [
    { ...app, name: "web", replicas: { minimum: 2 }, database: true },
    { ...app, name: "files", volume: { path: "/var/lib/files", sizeGiB: 5 }, environments: ["prod"] },
  ],
  "premium@1": [
    { ...app, name: "web", replicas: { minimum: 2, maximum: 4 }, database: true },
    { ...app, name: "files", volume: { path: "/var/lib/files", sizeGiB: 5 }, environments: ["prod"] },
  ],
};

/** What a tenant orders. */
export interface TenantOrder {
  readonly tier: keyof typeof apps;
  readonly environments: readonly string[];
  readonly state?: "active" | "suspended";
}

/** A tenant's manifest: with every part that its tier sells, and all roles given to groups that are named after them. */
export function manifestOf(id: string, { tier, environments, state = "active" }: TenantOrder): string {
  const spec = {
    environments,
    access: { viewer: [`${id}-viewers`], developer: [`${id}-developers`], admin: [`${id}-admins`] },
    apps: apps[tier],
    hosts: [{ name: `www.${id}.example`, app: "web" }],
    egress: [{ cidr: "0.0.0.0/0", ports: [443] }],
    ...(tier !== "starter@2" && { database: { storageGiB: 10 } }),
  };
  return paasManifest(id, { tier, spec, state });
}

const size = { cpu: "64", memory: "256Gi", pods: 500 };

/** A roomy node in a zone of the cell's region, for all or kept for one tenant. */
export const nodeOf = (name: string, zone: string, owner?: string): SimulatedNode => ({
  name,
  labels: {
    "topology.kubernetes.io/region": "eu-central-1",
    "topology.kubernetes.io/zone": `eu-central-1${zone}`,
    ...(owner !== undefined && { [tenantKey]: owner }),
  },
  ...(owner !== undefined && { taints: [{ key: tenantKey, value: owner, effect: "NoSchedule" }] }),
  ...size,
});

/** Two nodes for all, and two for each tenant that has its own. */
export const nodes: readonly SimulatedNode[] = [
  nodeOf("shared-a", "a"),
  nodeOf("shared-b", "b"),
  ...nodeOwners.flatMap((owner) => [nodeOf(`${owner}-a`, "a", owner), nodeOf(`${owner}-b`, "b", owner)]),
];

/** The cell's own nodes as an estate writes them. */
export const ownNodes = JSON.stringify(nodeOwners.map((tenant) => ({ tenant, vcpu: 32, memoryGiB: 128, pods: 330 })));
