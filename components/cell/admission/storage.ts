import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { volumeClass } from "../../shared/clusterObjects.ts";
import {
  and,
  cel,
  choose,
  each,
  eachObject,
  hasField,
  isEmpty,
  not,
  object,
  objectAt,
  objectsAt,
  oldObject,
  or,
  same,
  sentence,
  text,
  textAt,
  those,
  together,
  variable,
  type Cel,
} from "./cel.ts";
import { isHere } from "./namespace.ts";
import { condition, operation, requests, validatingPolicy, whenSpecIsNew, type ValidatingPolicy } from "./policy.ts";
import { isCluster, isOperator, mayEverywhere } from "./subjects.ts";

const isClaim: Cel<"bool"> = same(cel("request.kind.kind"), text("PersistentVolumeClaim"));

/** The fields of `spec` of all claims that an object is or makes: a claim, a pod, a stateful set. */
const claimsOf = (of: Cel<"object">): Cel<"objects"> =>
  choose(
    isClaim,
    cel(`[${objectAt(of, "spec")}]`),
    eachObject("template", objectsAt(of, "spec.volumeClaimTemplates"), (template) => objectAt(template, "spec")),
  );

/**
 * Volumes are made anew in the class that a quota counts. What controllers make of a stateful set or a pod is looked at too; what a
 * driver or the operator of databases writes is not, and neither is an old claim that only gets larger.
 */
export function storagePolicy(cell: Pick<KubernetesCell, "databases">): ValidatingPolicy {
  const operator = isOperator(cell);
  const claims = variable<"objects">("claims");
  const offending = (
    what: string,
    wrong: (claim: Cel<"object">) => Cel<"bool">,
    value: (claim: Cel<"object">) => Cel<"text">,
  ) => each("claim", those("claim", claims, wrong), (claim) => sentence(text(`${what} `), value(claim)));
  const foreignSource = (claim: Cel<"object">): Cel<"bool"> => not(isHere(textAt(claim, "dataSourceRef.namespace")));
  return validatingPolicy({
    name: "storage",
    resources: [
      requests("", ["persistentvolumeclaims"], ["CREATE", "UPDATE"]),
      requests("apps", ["statefulsets"], ["CREATE", "UPDATE"]),
    ],
    conditions: [...(operator === undefined ? [] : [condition("of-customers", not(operator))]), whenSpecIsNew],
    variables: [{ name: "claims", expression: claimsOf(object) }],
    rules: [
      {
        name: "classes",
        unless: mayEverywhere,
        offenders: each(
          "claim",
          those("claim", claims, (claim) => not(same(textAt(claim, "storageClassName"), text(volumeClass)))),
          (claim) =>
            choose(
              isEmpty(textAt(claim, "storageClassName")),
              text("no storageClassName"),
              sentence(text("storageClassName "), textAt(claim, "storageClassName")),
            ),
        ),
        wrong: "volumes are of the class that the environment's quota counts",
        allowed: text(`storageClassName ${volumeClass}`),
      },
      {
        name: "foreignVolumes",
        unless: or(isCluster, mayEverywhere),
        offenders: together(
          offending("volumeName", isBound, (claim) => textAt(claim, "volumeName")),
          offending(
            "selector",
            (claim) => hasField(claim, "selector"),
            () => text("of volumes"),
          ),
          offending(
            "volumeAttributesClassName",
            (claim) => not(isEmpty(textAt(claim, "volumeAttributesClassName"))),
            (claim) => textAt(claim, "volumeAttributesClassName"),
          ),
        ),
        wrong: "claims take no volume that is there already, and no performance that the tier does not sell",
        allowed: text("claims without volumeName, selector and volumeAttributesClassName"),
      },
      {
        name: "foreignSources",
        offenders: offending("dataSourceRef in the namespace", foreignSource, (claim) =>
          textAt(claim, "dataSourceRef.namespace"),
        ),
        wrong: "claims are filled with what their own namespace has",
        allowed: text("a dataSourceRef without namespace"),
      },
    ],
  });
}

/** Whether a claim names its volume, other than one that the cluster gave it before. */
function isBound(claim: Cel<"object">): Cel<"bool"> {
  const before = choose(
    and(isClaim, same(operation, text("UPDATE"))),
    textAt(objectAt(oldObject, "spec"), "volumeName"),
    text(""),
  );
  const name = textAt(claim, "volumeName");
  return and(not(isEmpty(name)), not(same(name, before)));
}
