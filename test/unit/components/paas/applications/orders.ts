import { z } from "zod";

import {
  applicationsFeatures,
  applicationsOrder,
  type AppOrder,
} from "../../../../../components/paas/applications/order.ts";
import { planApplications } from "../../../../../components/paas/applications/plan.ts";
import type { PriorityName } from "../../../../../components/shared/clusterObjects.ts";
import type { EnvironmentPartContext } from "../../../../../components/paas/partContext.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";
import { kubernetesCell } from "../../../../helpers/kubernetesCell.ts";

const registries = ["ghcr.io/msp"];

/** A cell that lets in images of one registry, and makes no volumes. */
export const cellWithoutVolumes = kubernetesCell({ registries });

/** Such a cell that makes volumes. */
export const cell = kubernetesCell({ registries, volumes: { provisioner: "ebs.csi.aws.com" } });

/** Two environments of 2 processors, 4 GiB of memory, 20 GiB of storage and 40 pods each. */
export const context: EnvironmentPartContext = {
  owner: ["globex", "apps"],
  cell,
  isolation: "bridge",
  state: "active",
  maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
  environments: [environmentPlan("prod"), environmentPlan("staging")],
};

/** The least that an app is ordered with. */
export const shop = { name: "shop", image: "ghcr.io/msp/shop:1.4.2", port: 8080, vcpu: 0.25, memoryMiB: 256 };

/** An app with all that one may have but a volume. */
export const everything = {
  ...shop,
  healthPath: "/healthz",
  replicas: { minimum: 2, maximum: 4 },
  env: { LOG_LEVEL: "info", CACHE: "on" },
  secrets: ["shop", "mail"],
  database: true,
  environments: ["prod"],
};

/** An app that keeps data of its own. */
export const files = { ...shop, name: "files", volume: { path: "/data", sizeGiB: 5 } };

const databases = new Map([["prod", "globex--apps--prod"]]);

interface Given {
  readonly context?: Partial<EnvironmentPartContext>;
  readonly registries?: readonly string[];
  readonly features?: object;
  readonly nodes?: "shared" | "own";
  readonly priority?: PriorityName;
}

/** Plans apps by what a tier with everything has, unless given otherwise. */
export function planOf(apps: readonly object[], given: Given = {}) {
  const order = z.strictObject(applicationsOrder).parse({ apps });
  const features = z.strictObject(applicationsFeatures).parse(given.features ?? { autoscaling: true, spread: "zones" });
  return planApplications(
    { ...context, ...given.context },
    { ...order, registries: [...(given.registries ?? [])] },
    { ...features, nodes: given.nodes ?? "shared", priority: given.priority ?? "normal" },
    databases,
  );
}

/** Places and messages of all problems. */
export function wrongs(apps: readonly object[], given: Given = {}): string[] {
  return planOf(apps, given).problems.map(({ concern, path, message }) => `${concern} ${path.join(".")}: ${message}`);
}

/** One app as its schema gives it. */
export function ordered(app: object): AppOrder {
  const [found] = z.strictObject(applicationsOrder).parse({ apps: [app] }).apps;
  if (found === undefined) throw new Error("one app came to none");
  return found;
}
