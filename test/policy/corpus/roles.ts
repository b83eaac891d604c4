import { faults, set } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { platform } from "./platformStack.ts";

/** Roles and bindings by which somebody could do more than they should. */
export const roleFaults: readonly CorpusCase[] = faults(platform, [
  [
    "a role for all resources",
    set("viewer", "rules.0.resources", ["*"]),
    "isolation/roles-without-wildcards viewer rules.0.resources",
  ],
  [
    "a role for all verbs",
    set("developer", "rules.1.verbs", ["*"]),
    "isolation/roles-without-wildcards developer rules.1.verbs",
  ],
  [
    "a role to impersonate",
    set("viewer", "rules.0.verbs", ["get", "impersonate"]),
    "isolation/roles-without-escalation viewer rules.0.verbs",
    "isolation/roles-keep-bounds viewer rules.0.resources",
  ],
  [
    "a role to bind roles",
    set("developer", "rules.1", { resources: ["rolebindings"], verbs: ["create"] }),
    "isolation/roles-without-escalation developer rules.1.resources",
  ],
  [
    "a role to make tokens",
    set("viewer", "rules.0", { resources: ["serviceaccounts/token"], verbs: ["create"] }),
    "isolation/roles-without-escalation viewer rules.0.resources",
    "isolation/roles-keep-bounds viewer rules.0.resources",
  ],
  [
    "a role to open the network",
    set("developer", "rules.1", { resources: ["networkpolicies"], verbs: ["delete"] }),
    "isolation/roles-keep-bounds developer rules.1.resources",
  ],
  [
    "a role to lead services elsewhere",
    set("developer", "rules.1", { resources: ["endpointslices"], verbs: ["create"] }),
    "isolation/roles-keep-bounds developer rules.1.resources",
  ],
  [
    "a viewer of secrets",
    set("viewer", "rules.0.resources", ["secrets"]),
    "isolation/roles-secrets viewer rules.0.resources",
  ],
  [
    "a role of the cluster",
    set("viewer-binding", "roleRef", { kind: "ClusterRole", name: "view" }),
    "isolation/no-cluster-wide-roles viewer-binding roleRef.kind",
  ],
  [
    "the cluster's administrator",
    set("developer-binding", "roleRef.name", "cluster-admin"),
    "isolation/no-cluster-wide-roles developer-binding roleRef.name",
  ],
  [
    "everybody",
    set("viewer-binding", "subjects.0.name", "system:authenticated"),
    "isolation/binding-subjects viewer-binding subjects.0.name",
  ],
  [
    "the cluster's masters",
    set("developer-binding", "subjects.0.name", "system:masters"),
    "isolation/binding-subjects developer-binding subjects.0.name",
  ],
  [
    "one person",
    set("viewer-binding", "subjects.0", { kind: "User", name: "alice" }),
    "isolation/binding-subjects viewer-binding subjects.0.kind",
  ],
]);
