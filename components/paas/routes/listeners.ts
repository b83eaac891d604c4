import { cellNamespace, gatewayName } from "../../shared/clusterObjects.ts";
import type { HostPlan } from "./plan.ts";

const group = "gateway.networking.k8s.io";

/** Gateway API's group and version. */
export const gatewayApi = { group, apiVersion: `${group}/v1` } as const;

/** A set of listeners on the cell's gateway with one for each host, which is named as its host (Gateway API v1.6, ListenerSet). */
export function listenerSetSpec(hosts: readonly Pick<HostPlan, "name" | "certificate">[]) {
  return {
    parentRef: { group, kind: "Gateway", name: gatewayName, namespace: cellNamespace },
    listeners: hosts.map(listenerOf),
  };
}

/**
 * Whom cert-manager asks for the certificates of a set of listeners (cert-manager documentation, "Annotated Gateway resource", from
 * version 1.20 on). The issuer has to look at hosts by DNS: nothing of a tenant's answers by HTTP.
 */
export function certificateAnnotations(issuer: string | undefined): Record<string, string> {
  return issuer === undefined ? {} : { "cert-manager.io/cluster-issuer": issuer };
}

function listenerOf({ name, certificate }: Pick<HostPlan, "name" | "certificate">) {
  return {
    name,
    hostname: name,
    port: 443,
    protocol: "HTTPS",
    tls: { mode: "Terminate", certificateRefs: [{ group: "", kind: "Secret", name: certificate }] },
    allowedRoutes: { namespaces: { from: "Same" }, kinds: [{ group, kind: "HTTPRoute" }] },
  };
}
