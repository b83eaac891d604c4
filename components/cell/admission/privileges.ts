import type { KubernetesCell } from "../../../core/schema/cell.ts";
import {
  each,
  isIn,
  isSet,
  keys,
  not,
  objectsAt,
  sentence,
  text,
  textAt,
  texts,
  those,
  together,
  when,
  within,
  type Cel,
} from "./cel.ts";
import { podConditions, podResources, podSpec, podVariables } from "./pods.ts";
import { validatingPolicy, type Rule, type ValidatingPolicy } from "./policy.ts";

/** Accounts of a namespace that may do nothing in the cluster. */
const harmlessAccounts = ["default", "apps"];

/** Kinds of volumes that lead nowhere but into the namespace. Pod Security allows more, and below `restricted` any but paths of the node. */
const volumeKinds = [
  "configMap",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const projectedKinds = ["configMap", "downwardAPI", "secret"];

/** What pods may do beyond what Pod Security looks at: they are nobody in the cluster, and reach nothing of their nodes. */
export function privilegesPolicy(cell: Pick<KubernetesCell, "databases">): ValidatingPolicy {
  return validatingPolicy({
    name: "privileges",
    resources: podResources,
    conditions: podConditions(cell),
    variables: podVariables,
    rules: [accounts, tokens, volumes, users],
  });
}

const account = textAt(podSpec, "serviceAccountName");

const accounts: Rule = {
  name: "foreignAccounts",
  offenders: when(not(isIn(account, texts(["", ...harmlessAccounts]))), sentence(text("serviceAccountName "), account)),
  wrong: "pods run as accounts that may do nothing in the cluster",
  allowed: text(harmlessAccounts.join(", ")),
};

const tokens: Rule = {
  name: "tokens",
  offenders: when(isSet(podSpec, "automountServiceAccountToken", true), text("automountServiceAccountToken true")),
  wrong: "pods get no token of the cluster",
  allowed: text("automountServiceAccountToken false, or nothing about it"),
};

const foreignKinds = (of: Cel<"object">, allowed: readonly string[]): Cel<"texts"> =>
  those("kind", keys(of), (kind) => not(isIn(kind, texts(["name", ...allowed]))));

const volumes: Rule = {
  name: "foreignVolumes",
  offenders: together(
    within("volume", objectsAt(podSpec, "volumes"), (volume) =>
      each("kind", foreignKinds(volume, volumeKinds), (kind) => sentence(textAt(volume, "name"), text(": "), kind)),
    ),
    within("volume", objectsAt(podSpec, "volumes"), (volume) =>
      within("source", objectsAt(volume, "projected.sources"), (source) =>
        each("kind", foreignKinds(source, projectedKinds), (kind) =>
          sentence(textAt(volume, "name"), text(": projected "), kind),
        ),
      ),
    ),
  ),
  wrong: "volumes hold what the namespace has",
  allowed: text(`${volumeKinds.join(", ")}; projected from ${projectedKinds.join(", ")}`),
};

const users: Rule = {
  name: "relaxedUsers",
  offenders: when(isSet(podSpec, "hostUsers", false), text("hostUsers false")),
  wrong: "Pod Security lets pods with users of their own do what it forbids others",
  allowed: text("hostUsers true, or nothing about it"),
};
