/** Tenants before and after a change, which together make the engine and every provider do all that they do. */

/** One tenant, and what changes of it. */
export interface DiffCase {
  /** The tenant's id. */
  readonly id: string;
  readonly before: Order;
  /** What is other than before. */
  readonly after: Partial<Order>;
}

/** What a tenant orders: one subscription. */
export interface Order {
  readonly service: "iaas" | "paas";
  readonly tier: string;
  readonly cell: string;
  readonly owner?: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

const group = { name: "app", size: "small", count: 1 };
const certificateArn = "arn:aws:acm:eu-central-1:000000000000:certificate/12345678-1234-1234-1234-123456789012";
const web = { ...group, image: "ami-0123456789abcdef0", loadBalancer: { port: 8080, certificateArn } };
const database = { name: "main", engine: "postgres-18", size: "small", storageGiB: 20 };

let networks = 0;

function iaas(tier: string, spec: object = {}): Order {
  networks += 1;
  return {
    service: "iaas",
    tier,
    cell: "eu-central-1-main",
    spec: { network: { cidr: `10.40.${String(16 * networks)}.0/20` }, ...spec },
  };
}

function paas(tier: string, spec: object = {}): Order {
  return { service: "paas", tier, cell: "eu-shared-1", spec: { environments: ["prod"], ...spec } };
}

function changed(order: Order, spec: object, more: Partial<Order> = {}): DiffCase["after"] {
  return { ...more, spec: { ...order.spec, ...spec } };
}

function change(id: string, before: Order, after: (before: Order) => DiffCase["after"]): DiffCase {
  return { id, before, after: after(before) };
}

const shop = {
  name: "shop",
  image: "registry.shop.example/shop:1.0.0",
  port: 8080,
  vcpu: 0.25,
  memoryMiB: 256,
};
const search = { ...shop, name: "search", volume: { path: "/data", sizeGiB: 5 } };
const platform = { registries: ["registry.shop.example"], apps: [shop] };

/** The table. */
export const diffCases: readonly DiffCase[] = [
  change("unchanged", iaas("starter@1", { buckets: ["assets"] }), () => ({})),
  change("bucket-more", iaas("standard@1", { buckets: ["assets"] }), (before) =>
    changed(before, { buckets: ["assets", "backups"] }),
  ),
  change(
    "bucket-less",
    iaas("standard@1", { buckets: ["assets", "backups"], unprotected: ["buckets/backups"] }),
    (before) => changed(before, { buckets: ["assets"], unprotected: [] }),
  ),
  change("bucket-kept", iaas("standard@1", { buckets: ["assets", "backups"] }), (before) =>
    changed(before, { buckets: ["assets"] }),
  ),
  change("network", iaas("standard@1"), (before) => changed(before, { network: { cidr: "10.45.0.0/20" } })),
  change("tags", iaas("starter@2", { machines: [group], buckets: ["assets"] }), () => ({ owner: "someone-else" })),
  change("machines-more", iaas("starter@2"), (before) => changed(before, { machines: [group] })),
  change("machines-size", iaas("standard@2", { machines: [web] }), (before) =>
    changed(before, { machines: [{ ...web, size: "medium", rootVolumeGiB: 30 }] }),
  ),
  change("region", iaas("starter@2", { machines: [group] }), (before) =>
    changed(before, { network: { cidr: "10.64.0.0/20" } }, { cell: "eu-west-1-main" }),
  ),
  change("region-bucket", iaas("starter@1", { buckets: ["assets"], unprotected: ["buckets/assets"] }), (before) =>
    changed(before, { network: { cidr: "10.64.16.0/20" } }, { cell: "eu-west-1-main" }),
  ),
  change("to-standard", iaas("starter@2", { machines: [group], buckets: ["assets"] }), () => ({ tier: "standard@2" })),
  change("to-premium", iaas("standard@1", { buckets: ["assets"] }), () => ({ tier: "premium@1" })),
  change("database", iaas("standard@2", { databases: [database] }), (before) =>
    changed(before, { databases: [{ ...database, size: "medium", storageGiB: 40 }] }),
  ),
  change("database-renamed", iaas("standard@2", { databases: [database], unprotected: ["databases/main"] }), (before) =>
    changed(before, { databases: [{ ...database, name: "other" }], unprotected: [] }),
  ),
  change("platform-same", paas("standard@2", platform), () => ({})),
  change("quota", paas("standard@2", platform), () => ({ tier: "standard@3" })),
  change("renamed", paas("standard@2", platform), (before) => changed(before, { environments: ["production"] })),
  change("environment", paas("standard@2", platform), (before) =>
    changed(before, { environments: ["prod", "staging"] }),
  ),
  change("image", paas("standard@2", platform), (before) =>
    changed(before, {
      apps: [{ ...shop, image: "registry.shop.example/shop:2.0.0", replicas: { minimum: 2 }, port: 9000 }],
    }),
  ),
  change("volume", paas("standard@2", { ...platform, apps: [shop, search] }), (before) =>
    changed(before, { apps: [shop, { ...search, volume: { path: "/data", sizeGiB: 10 } }] }),
  ),
  change(
    "volume-less",
    paas("standard@2", { ...platform, apps: [shop, search], unprotected: ["apps/search/prod"] }),
    (before) => changed(before, { apps: [shop], unprotected: [] }),
  ),
  change("platform-up", paas("standard@2", { ...platform, database: { storageGiB: 20 } }), () => ({
    tier: "premium@1",
  })),
  change("other-cluster", paas("starter@2", platform), () => ({ cell: "eu-shared-2" })),
  change("platform-tags", paas("starter@2", platform), () => ({ owner: "someone-else" })),
];
