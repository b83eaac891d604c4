import { tenantKey } from "../../shared/clusterObjects.ts";
import {
  and,
  beginsWith,
  cel,
  entry,
  isEmpty,
  not,
  object,
  objectAt,
  or,
  sentence,
  text,
  textAt,
  when,
} from "./cel.ts";
import { isShared } from "./namespace.ts";
import { requests, validatingPolicy, type Operation, type ValidatingPolicy } from "./policy.ts";
import { isCluster, isPlatform, mayEverywhere } from "./subjects.ts";

const written: readonly Operation[] = ["CREATE", "UPDATE"];

/**
 * What objects of several tenants in one namespace are like, which are records and ways in: each is the platform's to write, and has a name
 * that begins as its tenant's, so that none takes the place of another tenant's or of what all share.
 */
export function sharedObjectsPolicy(): ValidatingPolicy {
  const tenant = entry(objectAt(object, "metadata.labels"), tenantKey);
  const name = textAt(object, "metadata.name");
  const isOwn = or(
    beginsWith(name, sentence(tenant, text("--"))),
    // Names that would begin as Kubernetes keeps for itself have a mark before them.
    beginsWith(name, sentence(text("x---"), tenant, text("--"))),
  );
  return validatingPolicy({
    name: "shared-objects",
    resources: [
      requests("", ["configmaps"], written),
      requests("gateway.networking.k8s.io", ["httproutes", "listenersets"], written),
    ],
    rules: [
      {
        name: "foreignWriters",
        unless: or(isPlatform, isCluster, mayEverywhere),
        offenders: when(isShared, cel("request.userInfo.username")),
        wrong: "what several tenants share is the platform's to write",
        allowed: text("the platform and the cluster itself"),
      },
      {
        name: "foreignNames",
        offenders: when(and(isShared, not(isEmpty(tenant)), not(isOwn)), name),
        wrong: "objects of a tenant have names that begin as its own",
        allowed: sentence(tenant, text("--<name>")),
      },
    ],
  });
}
