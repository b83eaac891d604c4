/** Kinds that a cluster has from extensions: the Gateway API and CloudNativePG. */
import type { ResourceType } from "../definition.ts";
import { kind } from "./kind.ts";

const GATEWAY = "kubernetes:gateway.networking.k8s.io/v1";
const DATABASE = "kubernetes:postgresql.cnpg.io/v1";

/** Rows of custom resources. The SDK declares no shapes for them: see customShapes.ts. */
export const customResourceTypes: readonly ResourceType[] = [
  kind({ token: `${GATEWAY}:GatewayClass`, plural: "gatewayclasses", names: "subdomain", clusterWide: true }),
  kind({ token: `${GATEWAY}:Gateway`, plural: "gateways", names: "subdomain" }),
  kind({ token: `${GATEWAY}:ListenerSet`, plural: "listenersets", names: "subdomain" }),
  kind({ token: `${GATEWAY}:HTTPRoute`, plural: "httproutes", names: "subdomain" }),
  kind({ token: `${DATABASE}:Cluster`, plural: "clusters", names: "subdomain" }),
  kind({ token: `${DATABASE}:ScheduledBackup`, plural: "scheduledbackups", names: "subdomain" }),
];
