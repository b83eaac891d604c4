import type { z } from "zod";

import { saas } from "../../../../components/saas/kind.ts";
import { saasEntitlements, saasFeatures, saasOrder } from "../../../../components/saas/order.ts";
import type { PlanResult } from "../../../../core/kinds/serviceKind.ts";
import type { KubernetesCell } from "../../../../core/schema/cell.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";

/** A cell that hosts the first version of `shared`. */
export const hostingCell = kubernetesCell({
  gateway: { controller: "gateway.example/controller", issuer: "letsencrypt" },
  volumes: { provisioner: "disks.example" },
  databases: { snapshotClass: "disks" },
  registries: ["registry.example"],
  hosts: ["saas/shared@1"],
});

const application = {
  application: "notes",
  channels: {
    preview: { version: "4.3.0", image: "registry.example/notes:4.3.0" },
    stable: { version: "4.2.0", image: "registry.example/notes:4.2.0" },
  },
  port: 8080,
  pods: { vcpu: 0.5, memoryMiB: 512, minimum: 2 },
  flags: { exports: "csv", auditLog: false },
  requestsPerMinute: 300,
  podSecurity: "restricted",
  database: { instances: 1, vcpu: 1, memoryGiB: 2 },
} as const;

/** What tiers have, by their isolation. */
export const features = {
  pool: saasFeatures.parse({
    ...application,
    pool: { tenants: 10, storageGiB: 50, domain: "notes.example" },
  }),
  bridge: saasFeatures.parse(application),
  silo: saasFeatures.parse({ ...application, nodes: "own" }),
};

/** How much tiers grant. */
export const entitlements = saasEntitlements.parse({ users: 25, storageGiB: 5, hosts: 4 });

/** What a test says of an order; the rest is as usual. */
export interface PlannedOrder {
  readonly tenantId?: string;
  readonly subscriptionName?: string;
  readonly isolation?: keyof typeof features;
  readonly state?: "active" | "suspended" | "offboarded";
  readonly cell?: KubernetesCell;
  readonly version?: number;
  readonly features?: z.output<typeof saasFeatures>;
}

/** Plans an order as the loader does. */
export function planned(spec: z.input<typeof saasOrder>, order: PlannedOrder = {}): PlanResult {
  const { isolation = "pool", version = 1 } = order;
  return saas.plan({
    estateName: "northwind",
    tenantId: order.tenantId ?? "acme",
    subscriptionName: order.subscriptionName ?? "notes",
    tier: { name: isolation === "pool" ? "shared" : "business", version },
    region: "eu-central-1",
    cell: order.cell ?? hostingCell,
    isolation,
    state: order.state ?? "active",
    maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
    contacts: { technical: "a@acme.example", billing: "a@acme.example", security: "a@acme.example" },
    residency: undefined,
    spec: saasOrder.parse(spec),
    entitlements,
    features: order.features ?? features[isolation],
  });
}

/** The problems of an order as `path: message`. */
export function problemsOf(...order: Parameters<typeof planned>): string[] {
  return planned(...order).problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
