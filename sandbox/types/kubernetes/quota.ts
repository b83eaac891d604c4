/** Resource quotas, enforced as the API server's admission does. */
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { StoredObject } from "../../inventory/inventory.ts";
import type { Admission } from "../definition.ts";
import { parseQuantity } from "./quantity.ts";
import { NAMESPACE, RESOURCE_QUOTA } from "./tokens.ts";

/** What an object takes of quotas, by name in a quota's `hard`: objects, cores, bytes. */
export type Usage = Readonly<Record<string, number>>;

/** Quotas of a namespace. */
export function quotasOf(admission: Admission, namespace: string): StoredObject[] {
  return admission.siblings(RESOURCE_QUOTA, NAMESPACE, namespace);
}

/** What a quota allows, by name. */
export function hardOf(quota: StoredObject): Properties {
  return propertiesOf(propertiesOf(quota.outputs["spec"])["hard"]);
}

/** True for a quota of some pods only, which counts nothing else. */
export function isOfPods(quota: StoredObject): boolean {
  const spec = propertiesOf(quota.outputs["spec"]);
  const scopes = spec["scopes"];
  const expressions = propertiesOf(spec["scopeSelector"])["matchExpressions"];
  return (isList(scopes) && scopes.length > 0) || (isList(expressions) && expressions.length > 0);
}

/** A quantity as it is written: programs may give whole numbers without quotes. */
export function amountText(value: Value | undefined): string | undefined {
  return typeof value === "number" ? String(value) : stringOf(value);
}

/** `exceeded quota: …` when something more is asked for than a quota has left, else undefined. */
export function exceeded(quota: StoredObject, requested: Usage, used: (name: string) => number): string | undefined {
  const parts = Object.entries(requested).flatMap(([name, amount]) => {
    const hard = amountText(hardOf(quota)[name]);
    const limit = hard === undefined ? undefined : parseQuantity(hard);
    const before = used(name);
    // What does not get more is let through, even where a quota was lowered below it.
    return hard === undefined || limit === undefined || amount <= 0 || before + amount <= limit
      ? []
      : [{ name, amount, before, hard }];
  });
  if (parts.length === 0) return undefined;
  const list = (value: (part: (typeof parts)[number]) => string): string =>
    parts.map((part) => `${part.name}=${value(part)}`).join(",");
  return `exceeded quota: ${quota.id.replace(/^.*\//, "")}, requested: ${list(({ amount }) => String(amount))}, used: ${list(({ before }) => String(before))}, limited: ${list(({ hard }) => hard)}`;
}

/**
 * Refuses an object that would exceed a quota of its namespace. Pods are counted apart (see pods.ts).
 *
 * @param token the object's type token.
 * @param names the object's names in a quota: `configmaps`, `count/configmaps`.
 * @param usage what an object takes beside its own count.
 */
export function enforceQuota(
  admission: Admission,
  token: string,
  names: readonly string[],
  usage: (inputs: Properties) => Usage = () => ({}),
): void {
  const metadata = propertiesOf(admission.inputs["metadata"]);
  const namespace = stringOf(metadata["namespace"]);
  if (namespace === undefined) return;
  const whole = (inputs: Properties): Usage => ({
    ...Object.fromEntries(names.map((name) => [name, 1])),
    ...usage(inputs),
  });
  const before = admission.self === undefined ? {} : whole(admission.self.inputs);
  const requested = Object.fromEntries(
    Object.entries(whole(admission.inputs)).map(([name, amount]) => [name, amount - (before[name] ?? 0)]),
  );
  for (const quota of quotasOf(admission, namespace)) {
    if (isOfPods(quota)) continue;
    const others = admission.siblings(token, NAMESPACE, namespace).map(({ inputs }) => whole(inputs));
    const problem = exceeded(
      quota,
      requested,
      (name) => others.reduce((sum, other) => sum + (other[name] ?? 0), 0) + (before[name] ?? 0),
    );
    if (problem !== undefined) {
      throw new TargetError("Forbidden", `"${stringOf(metadata["name"]) ?? ""}" is forbidden: ${problem}`);
    }
  }
}
