import { faults, set, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { platform } from "./platformStack.ts";

/** Bounds that are missing, and databases that are open. */
export const boundFaults: readonly CorpusCase[] = faults(platform, [
  [
    "pods of others that no quota counts",
    without("quota-platform"),
    ...["requests.cpu", "requests.memory", "limits.cpu", "limits.memory", "pods"].map(
      () => "isolation/quotas-complete prod",
    ),
  ],
  [
    "storage without a bound",
    set("quota-objects", "spec.hard", {
      "limits.ephemeral-storage": "8Gi",
      "count/persistentvolumeclaims": "9",
      "count/secrets": "9",
      "count/configmaps": "9",
      "count/services": "9",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    }),
    "isolation/quotas-complete prod",
  ],
  [
    "containers without a default",
    set("limits", "spec.limits.0.default", undefined),
    ...["cpu", "memory", "ephemeral-storage"].map(() => "isolation/container-defaults limits spec.limits"),
  ],
  ["volumes of any size", set("limits", "spec.limits.1", undefined), "isolation/container-defaults limits spec.limits"],
  ["no bounds of containers", without("limits"), "isolation/namespace-closed prod"],
  [
    "the namespace default",
    set("service", "metadata.namespace", "default"),
    "isolation/own-namespace service metadata.namespace",
  ],
  ["no namespace", set("claim", "metadata.namespace", undefined), "isolation/own-namespace claim metadata.namespace"],
  [
    "another tenant's namespace",
    set("viewer", "metadata.namespace", "globex--apps--prod"),
    "isolation/own-namespace viewer metadata.namespace",
  ],
  ["pods that go together", without("budget"), "isolation/disruption-budgets shop"],
  ["a budget that keeps nodes", set("budget", "spec.maxUnavailable", 0), "isolation/disruption-budgets shop"],
  [
    "a superuser",
    set("database", "spec.enableSuperuserAccess", true),
    "isolation/database-superuser database spec.enableSuperuserAccess",
  ],
  [
    "a database without TLS",
    set("database", "spec.postgresql", { pg_hba: ["host all all all md5"] }),
    "isolation/database-tls database spec.postgresql.pg_hba.0",
  ],
  [
    "a database that requests too little",
    set("database", "spec.resources.requests.memory", "1Gi"),
    "isolation/database-resources database spec.resources.requests.memory",
  ],
  [
    "a database of any version",
    set("database", "spec.imageName", "ghcr.io/cnpg/postgresql"),
    "isolation/images-pinned database spec.imageName",
  ],
]);
