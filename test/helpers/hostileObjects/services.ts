import { gatewayApi, secrets, service, services } from "../tenantObjects.ts";
import { neighbour, type HostileObject } from "./object.ts";

const inside = "services open no way in of their own and stand for no host elsewhere: type ";
const toGateway = ". Allowed: type ClusterIP; hosts of the order are reached through the platform's gateway.";
const ways = "where services lead is the cluster's to write, and what other namespaces may use is the platform's: ";

/** Ways in and out, credentials and autoscalers. */
export const hostileServices: readonly HostileObject[] = [
  ["a port of every node", services, service({ type: "NodePort" }), "services", `${inside}NodePort${toGateway}`],
  ["a load balancer", services, service({ type: "LoadBalancer" }), "services", `${inside}LoadBalancer${toGateway}`],
  [
    "a name for a host elsewhere",
    services,
    { spec: { type: "ExternalName", externalName: "metadata.internal" } },
    "services",
    `${inside}ExternalName${toGateway}`,
  ],
  [
    "an address of somebody else",
    services,
    service({ externalIPs: ["203.0.113.7", "10.96.0.1"] }),
    "services",
    "services take no addresses: traffic of others to them would end here: externalIPs 203.0.113.7, externalIPs 10.96.0.1. Allowed: no externalIPs and no loadBalancerIP.",
  ],
  [
    "endpoints by hand",
    "/api/v1 endpoints",
    { subsets: [{ addresses: [{ ip: "10.1.2.3" }], ports: [{ port: 80 }] }] },
    "endpoints",
    `${ways}Endpoints. Allowed: services with a selector.`,
  ],
  [
    "a slice of endpoints by hand",
    "/apis/discovery.k8s.io/v1 endpointslices",
    { addressType: "IPv4", endpoints: [{ addresses: ["10.1.2.3"] }], ports: [] },
    "endpoints",
    `${ways}EndpointSlice. Allowed: services with a selector.`,
  ],
  [
    "a door for neighbours",
    `${gatewayApi} referencegrants`,
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "ReferenceGrant",
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: neighbour }],
        to: [{ group: "", kind: "Service" }],
      },
    },
    "endpoints",
    `${ways}ReferenceGrant. Allowed: services with a selector.`,
  ],
  [
    "a token of an account as a secret",
    secrets,
    {
      metadata: { name: "token", annotations: { "kubernetes.io/service-account.name": "deployer" } },
      type: "kubernetes.io/service-account-token",
    },
    "credentials",
    "secrets hold no tokens of the cluster: kubernetes.io/service-account-token. Allowed: any other type, such as Opaque.",
  ],
  [
    "more instances of the database by autoscaling",
    "/apis/autoscaling/v2 horizontalpodautoscalers",
    {
      spec: {
        maxReplicas: 50,
        scaleTargetRef: { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster", name: "db" },
      },
    },
    "autoscaling",
    "autoscalers scale what customers may scale: postgresql.cnpg.io/v1 Cluster. Allowed: apps/v1 Deployment and StatefulSet.",
  ],
];
