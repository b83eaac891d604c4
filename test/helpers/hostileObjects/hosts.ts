import { gatewayApi, listeners, parentRef, parentRefs, route } from "../tenantObjects.ts";
import { neighbour, type HostileObject } from "./object.ts";

/** The hosts of the namespace, as messages list them. */
export const hosts = "shop.acme.example, api.acme.example";

/** Listeners and routes that answer for others, or lead to them. */
export const hostileRoutes: readonly HostileObject[] = [
  [
    "a route that knows no hosts",
    `${gatewayApi} tcproutes`,
    route({ hostnames: undefined, rules: [{ backendRefs: [{ name: "shop", port: 80 }] }] }, "TCPRoute"),
    "routes",
    `routes answer for the namespace's own hosts alone: every host. Allowed: ${hosts}.`,
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
];
