import { adding, faults, set, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { inside } from "./platformObject.ts";
import { platform } from "./platformStack.ts";

const gatewayApi = "gateway.networking.k8s.io/v1";

/** Ways in and out that should not be open. */
export const wayFaults: readonly CorpusCase[] = faults(platform, [
  [
    "an opening to every namespace",
    set("neighbours", "spec.ingress.0.from.0", { namespaceSelector: {} }),
    "isolation/network-ingress-narrow neighbours spec.ingress.0.from.0",
  ],
  [
    "an opening to everybody",
    set("gateway", "spec.ingress.0.from", []),
    "isolation/network-ingress-narrow gateway spec.ingress.0.from",
  ],
  [
    "an opening to a neighbour",
    set("gateway", "spec.ingress.0.from.0.namespaceSelector.matchLabels", { "tenantry.dev/tenant": "globex" }),
    "isolation/network-ingress-narrow gateway spec.ingress.0.from.0",
  ],
  [
    "an opening to addresses",
    set("operator", "spec.ingress.0.from.0", { ipBlock: { cidr: "203.0.113.0/24" } }),
    "isolation/network-ingress-narrow operator spec.ingress.0.from.0.ipBlock",
  ],
  [
    "a way to every address",
    set("outside", "spec.egress.0.to.0.ipBlock.cidr", "0.0.0.0/0"),
    "isolation/network-egress-narrow outside spec.egress.0.to.0.ipBlock.cidr",
  ],
  [
    "a way to a cloud's metadata",
    set("outside", "spec.egress.0.to.0.ipBlock.cidr", "169.254.169.254/32"),
    "isolation/network-egress-narrow outside spec.egress.0.to.0.ipBlock.cidr",
  ],
  [
    "a way by IPv6",
    set("outside", "spec.egress.0.to.0.ipBlock.cidr", "::/0"),
    "isolation/network-egress-narrow outside spec.egress.0.to.0.ipBlock.cidr",
  ],
  [
    "a way by every port",
    set("outside", "spec.egress.0.ports", undefined),
    "isolation/network-egress-narrow outside spec.egress.0.ports",
  ],
  [
    "a way to everything of the cluster's",
    set("dns", "spec.egress.0.to.0.podSelector", {}),
    "isolation/network-egress-narrow dns spec.egress.0.to.0",
  ],
  [
    "a way everywhere for all pods",
    set("api", "spec.podSelector", {}),
    "isolation/network-egress-narrow api spec.egress.0.to",
  ],
  ["a network that is not closed", without("deny"), "isolation/namespace-closed prod"],
  ["a port of every node", set("service", "spec.type", "NodePort"), "isolation/services-internal service spec.type"],
  [
    "somebody's address",
    set("service", "spec.externalIPs", ["203.0.113.9"]),
    "isolation/services-internal service spec.externalIPs",
  ],
  [
    "a gateway of one's own",
    adding(inside(`${gatewayApi}:Gateway`, "own", { spec: {} })),
    "isolation/ways-in-shared own",
  ],
  [
    "a grant to others",
    adding(inside("gateway.networking.k8s.io/v1beta1:ReferenceGrant", "grant", { spec: {} })),
    "isolation/ways-in-shared grant",
  ],
  [
    "an ingress",
    adding(inside("networking.k8s.io/v1:Ingress", "ingress", { spec: {} })),
    "isolation/ways-in-shared ingress",
  ],
  [
    "a listener without TLS",
    set("listeners", "spec.listeners.0.protocol", "HTTP"),
    "isolation/listeners-encrypted listeners spec.listeners.0.protocol",
  ],
  [
    "another tenant's certificate",
    set("listeners", "spec.listeners.0.tls.certificateRefs.0.namespace", "globex--apps--prod"),
    "isolation/listeners-encrypted listeners spec.listeners.0.tls.certificateRefs",
  ],
  [
    "a listener for everybody's routes",
    set("listeners", "spec.listeners.0.allowedRoutes.namespaces.from", "All"),
    "isolation/listeners-bounded listeners spec.listeners.0.allowedRoutes.namespaces.from",
  ],
  [
    "listeners of a gateway elsewhere",
    set("listeners", "spec.parentRef.namespace", "acme--apps--prod"),
    "isolation/listeners-bounded listeners spec.parentRef",
  ],
  [
    "a listener for all hosts",
    set("listeners", "spec.listeners.0.hostname", undefined),
    "isolation/hosts-own listeners spec.listeners.0.hostname",
  ],
  [
    "a route for somebody else's host",
    set("route", "spec.hostnames.0", "www.globex.example"),
    "isolation/hosts-own route spec.hostnames.0",
  ],
  [
    "a route from the gateway itself",
    set("route", "spec.parentRefs.0", { kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" }),
    "isolation/routes-own route spec.parentRefs.0",
  ],
  [
    "a route to a neighbour",
    set("route", "spec.rules.0.backendRefs.0.namespace", "globex--apps--prod"),
    "isolation/routes-own route spec.rules.0.backendRefs.0",
  ],
]);
