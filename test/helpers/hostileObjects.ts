import { harmlessPod } from "./hostilePods/pod.ts";
import {
  claim,
  claims,
  deployments,
  gatewayApi,
  listeners,
  parentRef,
  parentRefs,
  pods,
  route,
  secrets,
  selector,
  service,
  services,
  template,
} from "./tenantObjects.ts";

const neighbour = "globex--apps--prod";

/** The hosts of the namespace, as messages list them. */
export const hosts = "shop.acme.example, api.acme.example";
const volumes = "claims take no volume that is there already, and no performance that the tier does not sell: ";
const noVolumes = ". Allowed: claims without volumeName, selector and volumeAttributesClassName.";
const inside = "services open no way in of their own and stand for no host elsewhere: type ";
const toGateway = ". Allowed: type ClusterIP; hosts of the order are reached through the platform's gateway.";
const ways = "where services lead is the cluster's to write, and what other namespaces may use is the platform's: ";
/** How the refusal of a database's objects begins. */
export const databases =
  "what has the label cnpg.io/cluster or is owned by a database is the platform's to make, change and remove: ";
/** How it ends. */
export const noDatabases =
  ". Allowed: objects without it; the order of the database says how large it is and what of it is kept.";
/** The label of what belongs to a database. */
export const database = { "cnpg.io/cluster": "db" };

/** What is not a pod and still not to be, for `acme--apps--prod`: what it is, where it goes, the object, the policy after `tenantry-`, all that it says. */
export const hostileObjects: readonly [what: string, path: string, body: object, policy: string, message: string][] = [
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
    "a route that knows no hosts",
    `${gatewayApi} tcproutes`,
    route({ hostnames: undefined, rules: [{ backendRefs: [{ name: "shop", port: 80 }] }] }, "TCPRoute"),
    "routes",
    `routes answer for the namespace's own hosts alone: every host. Allowed: ${hosts}.`,
  ],
  [
    "a volume without a class",
    claims,
    claim({}),
    "storage",
    "volumes are of the class that the environment's quota counts: no storageClassName. Allowed: storageClassName tenantry.",
  ],
  [
    "a volume of the databases' class",
    claims,
    claim({ storageClassName: "tenantry-database" }),
    "storage",
    "volumes are of the class that the environment's quota counts: storageClassName tenantry-database. Allowed: storageClassName tenantry.",
  ],
  [
    "volumes of another class of a stateful set",
    "/apis/apps/v1 statefulsets",
    {
      spec: {
        serviceName: "web",
        selector,
        template: template(harmlessPod),
        volumeClaimTemplates: [claim({ storageClassName: "fast" }, { metadata: { name: "data" } })],
      },
    },
    "storage",
    "volumes are of the class that the environment's quota counts: storageClassName fast. Allowed: storageClassName tenantry.",
  ],
  [
    "a neighbour's volume by name",
    claims,
    claim({ storageClassName: "tenantry", volumeName: "pvc-of-globex" }),
    "storage",
    `${volumes}volumeName pvc-of-globex${noVolumes}`,
  ],
  [
    "whatever volume there is",
    claims,
    claim({ storageClassName: "tenantry", selector: {} }),
    "storage",
    `${volumes}selector of volumes${noVolumes}`,
  ],
  [
    "a faster volume",
    claims,
    claim({ storageClassName: "tenantry", volumeAttributesClassName: "gold" }),
    "storage",
    `${volumes}volumeAttributesClassName gold${noVolumes}`,
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
  [
    "a neighbour's host",
    `${gatewayApi} listenersets`,
    listeners({ hostname: "shop.globex.example" }),
    "listeners",
    `listeners answer for the namespace's own hosts alone: shop: shop.globex.example. Allowed: ${hosts}.`,
  ],
  [
    "every host",
    `${gatewayApi} listenersets`,
    listeners({ hostname: undefined }),
    "listeners",
    `listeners answer for the namespace's own hosts alone: shop: every host. Allowed: ${hosts}.`,
  ],
  [
    "a host without TLS",
    `${gatewayApi} listenersets`,
    listeners({ port: 80, protocol: "HTTP", tls: undefined }),
    "listeners",
    "listeners answer where all of the gateway do: shop: HTTP at 80. Allowed: HTTPS or TLS at 443.",
  ],
  [
    "another gateway",
    `${gatewayApi} listenersets`,
    listeners({}, { name: "internal", namespace: "ops" }),
    "listeners",
    "listeners are added to the cell's gateway alone: ops/internal. Allowed: parentRef tenantry-cell/tenantry.",
  ],
  [
    "listeners for routes of all namespaces",
    `${gatewayApi} listenersets`,
    listeners({ allowedRoutes: { namespaces: { from: "All" } } }),
    "listeners",
    "listeners take routes of their own namespace alone: shop: All. Allowed: allowedRoutes from Same.",
  ],
  [
    "a neighbour's certificate",
    `${gatewayApi} listenersets`,
    listeners({ tls: { certificateRefs: [{ name: "tls", namespace: neighbour }] } }),
    "listeners",
    `listeners use certificates of their own namespace alone: shop: ${neighbour}. Allowed: certificateRefs without namespace.`,
  ],
  [
    "a route for a neighbour's host",
    `${gatewayApi} httproutes`,
    route({ hostnames: ["shop.acme.example", "shop.globex.example"] }),
    "routes",
    `routes answer for the namespace's own hosts alone: shop.globex.example. Allowed: ${hosts}.`,
  ],
  [
    "a route for every host",
    `${gatewayApi} grpcroutes`,
    route({ hostnames: undefined }, "GRPCRoute"),
    "routes",
    `routes answer for the namespace's own hosts alone: every host. Allowed: ${hosts}.`,
  ],
  [
    "a route of the gateway itself",
    `${gatewayApi} httproutes`,
    route({ parentRefs: [parentRef] }),
    "routes",
    "routes belong to listeners of their own namespace: Gateway tenantry-cell/tenantry. Allowed: parentRefs of the kind ListenerSet without namespace.",
  ],
  [
    "a route of a neighbour's listeners",
    `${gatewayApi} httproutes`,
    route({ parentRefs: [{ ...parentRefs[0], namespace: neighbour }] }),
    "routes",
    `routes belong to listeners of their own namespace: ListenerSet ${neighbour}/tenantry. Allowed: parentRefs of the kind ListenerSet without namespace.`,
  ],
  [
    "a route to a neighbour's service",
    `${gatewayApi} httproutes`,
    route({ rules: [{ backendRefs: [{ name: "shop", namespace: neighbour, port: 80 }] }] }),
    "routes",
    `routes lead to services of their own namespace: Service ${neighbour}/shop. Allowed: backendRefs of the kind Service without namespace.`,
  ],
  [
    "a copy of requests to a neighbour's service",
    `${gatewayApi} httproutes`,
    route({
      rules: [
        {
          backendRefs: [{ name: "shop", port: 80 }],
          filters: [
            { type: "RequestMirror", requestMirror: { backendRef: { name: "log", namespace: neighbour, port: 80 } } },
          ],
        },
      ],
    }),
    "routes",
    `routes lead to services of their own namespace: Service ${neighbour}/log. Allowed: backendRefs of the kind Service without namespace.`,
  ],
  [
    "a pod as a database's",
    pods,
    { metadata: { name: "mine", labels: database }, spec: harmlessPod },
    "database-objects",
    `${databases}mine${noDatabases}`,
  ],
  [
    "pods as a database's by a template",
    deployments,
    { metadata: { name: "mine" }, spec: { selector, template: template(harmlessPod, database) } },
    "database-objects",
    `${databases}mine${noDatabases}`,
  ],
  [
    "a pod that says a database owns it",
    pods,
    {
      metadata: {
        name: "mine",
        ownerReferences: [
          { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster", name: "db", uid: "1", controller: true },
        ],
      },
      spec: harmlessPod,
    },
    "database-objects",
    `${databases}mine${noDatabases}`,
  ],
  [
    "a secret as a database's",
    secrets,
    { metadata: { name: "mine", labels: database } },
    "database-objects",
    `${databases}mine${noDatabases}`,
  ],
];
