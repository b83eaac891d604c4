import type { KubernetesCell } from "../../../core/schema/cell.ts";
import {
  and,
  beginsWith,
  cel,
  hasKey,
  matches,
  objectAt,
  objectsAt,
  object,
  oldObject,
  or,
  same,
  sentence,
  some,
  text,
  textAt,
  when,
  type Cel,
} from "./cel.ts";
import { operation, requests, validatingPolicy, type Operation, type ValidatingPolicy } from "./policy.ts";
import { isCluster, isOperator, isPlatform, mayEverywhere } from "./subjects.ts";

/** The label that CloudNativePG gives to all that belongs to a database (CloudNativePG documentation, "Labels and Annotations"). */
const clusterLabel = "cnpg.io/cluster";

/** The API of CloudNativePG, whose operator takes for its own what an object of it owns. */
const clusterApi = "postgresql.cnpg.io/";

/** Whether an object, or the pods that it makes, are told as a database's by the label or by their owner. */
export function isDatabases(of: Cel<"object">): Cel<"bool"> {
  return or(
    ...["metadata", "spec.template.metadata", "spec.jobTemplate.spec.template.metadata"].map((path) =>
      hasKey(objectAt(of, `${path}.labels`), clusterLabel),
    ),
    some("owner", objectsAt(of, "metadata.ownerReferences"), (owner) =>
      beginsWith(textAt(owner, "apiVersion"), text(clusterApi)),
    ),
  );
}

const changed: readonly Operation[] = ["CREATE", "UPDATE", "DELETE"];

/** What belongs to databases is the platform's and its operator's alone to make, change, remove and get into; none where the cell has no databases. */
export function databasePolicies(cell: Pick<KubernetesCell, "databases">): ValidatingPolicy[] {
  const operator = isOperator(cell);
  if (operator === undefined) return [];
  const before = and(
    or(...(["UPDATE", "DELETE"] as const).map((is) => same(operation, text(is)))),
    isDatabases(oldObject),
  );
  const after = and(or(...(["CREATE", "UPDATE"] as const).map((is) => same(operation, text(is)))), isDatabases(object));
  return [
    validatingPolicy({
      name: "database-objects",
      resources: [
        requests("", ["pods", "persistentvolumeclaims", "secrets", "services", "configmaps"], changed),
        requests("apps", ["deployments", "statefulsets", "daemonsets", "replicasets"], changed),
        requests("batch", ["jobs", "cronjobs"], changed),
      ],
      rules: [
        {
          name: "databaseObjects",
          unless: or(isCluster, operator, mayEverywhere),
          offenders: when(or(before, after), cel("request.name")),
          wrong: `what has the label ${clusterLabel} or is owned by a database is the platform's to make, change and remove`,
          allowed: text("objects without it; the order of the database says how large it is and what of it is kept"),
        },
      ],
    }),
    validatingPolicy({
      name: "database-sessions",
      resources: [requests("", ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy"], ["CONNECT"])],
      paramKind: { apiVersion: `${clusterApi}v1`, kind: "Cluster" },
      rules: [
        {
          name: "databaseSessions",
          unless: or(operator, isPlatform),
          offenders: when(
            // Pods of a database are named after it and counted; those that set one up have a word behind (CloudNativePG documentation, "Architecture").
            matches(cel("request.name"), sentence(text("^"), cel("params.metadata.name"), text("-[0-9]+(-.+)?$"))),
            cel("request.name"),
          ),
          wrong: "nobody but the platform gets into the pods of a database",
          allowed: text("sessions with the database itself, from pods of the same environment"),
        },
      ],
    }),
  ];
}
