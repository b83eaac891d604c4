import { rolePermissions, type TenantRole } from "../../../components/paas/environment/rolePermissions.ts";
import type { ApiResource } from "./apiResources.ts";
import type { Place, Subject } from "./subjects.ts";

/** What can be done with a resource: a verb as the server's authorizers know it. */
export interface Act {
  readonly verb: string;
  /** The API's group; empty for the core one. */
  readonly group: string;
  /** With a subresource after a slash. */
  readonly resource: string;
}

/** Whether a subject may do something, in a namespace or, where that is empty, in the cluster. */
export interface Question extends Act {
  readonly subject: Subject;
  readonly namespace: string;
}

/** An act in one line, such as `get apps/deployments`. */
export const actLine = ({ verb, group, resource }: Act): string => `${verb} ${group}/${resource}`;

/** A question in one line. */
export const questionLine = (question: Question): string =>
  `${question.subject.label}: ${actLine(question)} in ${question.namespace === "" ? "the cluster" : question.namespace}`;

const verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** Verbs of parts of objects: sessions begin with `get` or `create`, all else is read or changed. */
const verbsOfParts = ["get", "create", "update", "patch"];

const actsOn = (group: string, ...resources: readonly string[]): Act[] =>
  resources.flatMap((resource) =>
    (resource.includes("/") ? verbsOfParts : verbs).map((verb) => ({ verb, group, resource })),
  );

const rbac = "rbac.authorization.k8s.io";

/** Everything that a role of some tenant's may touch, what bounds environments, and what would get around the bounds. */
export const actsInNamespaces: readonly Act[] = [
  ...rolePermissions.flatMap(({ apiGroup, resource }) => actsOn(apiGroup, resource)),
  ...actsOn("", "pods/attach", "pods/proxy", "pods/ephemeralcontainers", "pods/eviction", "services/proxy"),
  ...actsOn("", "serviceaccounts/token", "namespaces", "replicationcontrollers"),
  ...actsOn("apps", "daemonsets"),
  ...actsOn("gateway.networking.k8s.io", "gateways", "referencegrants"),
  ...actsOn(rbac, "roles", "rolebindings"),
  ...["bind", "escalate"].map((verb) => ({ verb, group: rbac, resource: "roles" })),
  { verb: "impersonate", group: "", resource: "serviceaccounts" },
];

/** What belongs to the whole cluster. */
export const actsInCluster: readonly Act[] = [
  ...actsOn("", "nodes", "nodes/proxy", "namespaces", "namespaces/finalize", "persistentvolumes"),
  ...actsOn(rbac, "clusterroles", "clusterrolebindings"),
  ...["bind", "escalate"].map((verb) => ({ verb, group: rbac, resource: "clusterroles" })),
  ...["users", "groups", "serviceaccounts"].map((resource) => ({ verb: "impersonate", group: "", resource })),
  ...["uids", "userextras/any"].map((resource) => ({
    verb: "impersonate",
    group: "authentication.k8s.io",
    resource,
  })),
  ...actsOn("scheduling.k8s.io", "priorityclasses"),
  ...actsOn("storage.k8s.io", "storageclasses", "volumeattachments"),
  ...actsOn("gateway.networking.k8s.io", "gatewayclasses"),
  ...actsOn("admissionregistration.k8s.io", "validatingadmissionpolicies", "validatingadmissionpolicybindings"),
  ...actsOn("admissionregistration.k8s.io", "mutatingadmissionpolicies", "validatingwebhookconfigurations"),
  ...actsOn("apiextensions.k8s.io", "customresourcedefinitions"),
  ...actsOn("certificates.k8s.io", "certificatesigningrequests"),
  ...actsOn("authorization.k8s.io", "subjectaccessreviews"),
];

/** Every act that the server knows in namespaces, by its discovery. */
export const actsOfServer = (resources: readonly ApiResource[]): Act[] =>
  resources
    .filter(({ namespaced }) => namespaced)
    .flatMap(({ group, resource, verbs: known }) => known.map((verb) => ({ verb, group, resource })));

/** What matters most of {@link actsInNamespaces}. */
export const mainActs: readonly Act[] = [
  ...["get", "list", "create", "delete"].flatMap((verb) =>
    ["secrets", "pods", "configmaps"].map((resource) => ({ verb, group: "", resource })),
  ),
  { verb: "create", group: "", resource: "pods/exec" },
  { verb: "create", group: "", resource: "pods/portforward" },
  { verb: "create", group: "", resource: "serviceaccounts/token" },
  { verb: "impersonate", group: "", resource: "serviceaccounts" },
  { verb: "create", group: rbac, resource: "rolebindings" },
  { verb: "update", group: "", resource: "resourcequotas" },
  { verb: "delete", group: "networking.k8s.io", resource: "networkpolicies" },
];

/** What subjects are asked of all places that are not of their own tenant. */
export function foreignQuestions(
  subjects: readonly Subject[],
  places: readonly Place[],
  acts: readonly Act[] = actsInNamespaces,
): Question[] {
  return subjects.flatMap((subject) =>
    places
      .filter(({ tenant }) => tenant !== subject.tenant)
      .flatMap(({ namespace }) => acts.map((act) => ({ ...act, subject, namespace }))),
  );
}

/** What every subject is asked of the cluster. */
export const clusterQuestions = (subjects: readonly Subject[]): Question[] =>
  subjects.flatMap((subject) => actsInCluster.map((act) => ({ ...act, subject, namespace: "" })));

/** All that a role may do in its own environments, one line each; an account may do nothing. */
export function documentedLines(role: TenantRole | undefined): string[] {
  if (role === undefined) return [];
  return rolePermissions
    .flatMap((permission) => {
      const { apiGroup: group, resource } = permission;
      return permission[role].map((verb) => actLine({ verb, group, resource }));
    })
    .toSorted();
}
