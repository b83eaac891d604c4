import { resource } from "../../helpers/judge.ts";
import { labels } from "../tenancy/tenantStack.ts";
import { clean, faults, set } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

const group = "gateway.networking.k8s.io";
const namespace = "tenantry--saas--shared";
const host = "notes.acme.example";

const object = (type: string, name: string, rest: object) =>
  resource(`kubernetes:${type}`, name, {
    metadata: { name: "acme--apps", namespace, labels, annotations: { "tenantry.dev/hosts": host } },
    ...rest,
  });

/** What a tenant has in a namespace that it shares with others: its record, and a way in for a host of its own. */
const pooled = [
  object("core/v1:ConfigMap", "record", { data: {} }),
  object(`${group}/v1:ListenerSet`, "listeners", {
    spec: {
      parentRef: { kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" },
      listeners: [
        {
          hostname: host,
          port: 443,
          protocol: "HTTPS",
          tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: host }] },
        },
      ],
    },
  }),
  object(`${group}/v1:HTTPRoute`, "route", {
    spec: {
      parentRefs: [{ kind: "ListenerSet", name: "acme--apps" }],
      hostnames: [host],
      rules: [
        {
          filters: [
            {
              type: "RequestHeaderModifier",
              requestHeaderModifier: { set: [{ name: "X-Tenantry-Tenant", value: "acme--apps" }] },
            },
          ],
          backendRefs: [{ kind: "Service", name: "v1-stable", port: 80 }],
        },
      ],
    },
  }),
];

const setHeader = "spec.rules.0.filters.0.requestHeaderModifier.set";

/** What of a tenant stands among objects of others. */
export const poolCases: readonly CorpusCase[] = [
  clean("a tenant of a pool", pooled),
  ...faults(pooled, [
    [
      "a route in another's name",
      set("route", `${setHeader}.0.value`, "globex--apps"),
      "tenancy/pool-routes-named route spec.rules.0.filters",
    ],
    ["a route in nobody's name", set("route", setHeader, []), "tenancy/pool-routes-named route spec.rules.0.filters"],
    [
      "another's record",
      set("record", "metadata.name", "globex--apps"),
      "isolation/own-namespace record metadata.name",
    ],
    [
      "the listeners of all",
      set("listeners", "metadata.name", "shared"),
      "isolation/own-namespace listeners metadata.name",
    ],
    [
      "another's host",
      set("route", "spec.hostnames.0", "notes.globex.example"),
      "isolation/hosts-own route spec.hostnames.0",
    ],
    [
      "a way to another namespace",
      set("route", "spec.rules.0.backendRefs.0.namespace", "globex--apps--prod"),
      "isolation/routes-own route spec.rules.0.backendRefs.0",
    ],
  ]),
];
