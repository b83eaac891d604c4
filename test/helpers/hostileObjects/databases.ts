import { harmlessPod } from "../hostilePods/pod.ts";
import { deployments, pods, secrets, selector, template } from "../tenantObjects.ts";
import type { HostileObject } from "./object.ts";

/** How the refusal of a database's objects begins. */
export const databases =
  "what has the label cnpg.io/cluster or is owned by a database is the platform's to make, change and remove: ";
/** How it ends. */
export const noDatabases =
  ". Allowed: objects without it; the order of the database says how large it is and what of it is kept.";
/** The label of what belongs to a database. */
export const database = { "cnpg.io/cluster": "db" };

/** What passes for a database's. */
export const hostileToDatabases: readonly HostileObject[] = [
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
