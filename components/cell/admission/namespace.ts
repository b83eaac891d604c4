import { hostsKey, nodesKey, priorityKey, registriesKey, sharedKey, tenantKey } from "../../shared/clusterObjects.ts";
import { cel, choose, entry, isEmpty, isIn, object, objectAt, or, same, splitAtCommas, text, type Cel } from "./cel.ts";

const labels: Cel<"object"> = cel("namespaceObject.metadata.?labels.orValue({})");

const annotations: Cel<"object"> = cel("namespaceObject.metadata.?annotations.orValue({})");

/** The name of the namespace that the request is for. */
export const ownNamespace: Cel<"text"> = cel("request.namespace");

/** The id of the tenant whose namespace it is. */
export const ownTenant: Cel<"text"> = entry(labels, tenantKey);

/** Which of the priority names pods of the namespace have; empty where the namespace says nothing. */
export const ownPriority: Cel<"text"> = entry(labels, priorityKey);

/** Whether pods of the namespace run on nodes of the tenant's own. */
export const hasOwnNodes: Cel<"bool"> = same(entry(labels, nodesKey), text("own"));

/** The hosts that routes in the namespace may answer for. */
export const ownHosts: Cel<"texts"> = splitAtCommas(entry(annotations, hostsKey));

/** Whether objects of several tenants are in the namespace, where nobody but the platform writes. */
export const isShared: Cel<"bool"> = same(entry(labels, sharedKey), text("true"));

/** As {@link ownHosts}; in a namespace of several tenants' objects those that the object itself says. */
export const ownOrSaidHosts: Cel<"texts"> = choose(
  isShared,
  splitAtCommas(entry(objectAt(object, "metadata.annotations"), hostsKey)),
  ownHosts,
);

/** The beginnings of images that the tenant brings itself. */
export const ownRegistries: Cel<"texts"> = splitAtCommas(entry(annotations, registriesKey));

/** Whether a reference stays in the namespace: it names none, or this one. */
export function isHere(namespace: Cel<"text">): Cel<"bool"> {
  return or(isEmpty(namespace), same(namespace, ownNamespace));
}

/** Whether a host is one of the namespace's. */
export function isOwnHost(host: Cel<"text">): Cel<"bool"> {
  return isIn(host, cel("variables.hosts"));
}
