/** Names and metadata as the Kubernetes API server checks them (k8s.io/apimachinery, `util/validation`). */
import { isProperties, propertiesOf, stringOf, type Properties } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";

/** How objects of a kind are named: RFC 1123 label, RFC 1123 subdomain, or any single path segment. */
export type NameRule = "label" | "subdomain" | "segment";

/** Why a name is not allowed, or undefined. */
export function nameProblem(name: string, rule: NameRule): string | undefined {
  const longest = rule === "label" ? 63 : 253;
  if (name.length > longest)
    return `is "${name}" with ${String(name.length)} characters, but may have ${String(longest)}`;
  if (rule === "segment") {
    return name === "" || name === "." || name === ".." || /[/%]/.test(name)
      ? `is "${name}", but may not have "/" or "%"`
      : undefined;
  }
  const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  const expression = rule === "label" ? new RegExp(`^${label}$`) : new RegExp(`^${label}(\\.${label})*$`);
  return expression.test(name)
    ? undefined
    : `is "${name}", but may only have lowercase letters, digits and "-"${rule === "subdomain" ? ', with "." between parts,' : ""} and begins and ends with a letter or digit`;
}

function qualifiedNameProblem(name: string): string | undefined {
  const parts = name.split("/");
  const [prefix, own] = parts.length === 1 ? [undefined, parts[0] ?? ""] : [parts[0] ?? "", parts[1] ?? ""];
  if (parts.length > 2 || own.length > 63 || !/^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(own)) {
    return "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";
  }
  return prefix === undefined || nameProblem(prefix, "subdomain") === undefined
    ? undefined
    : "has a prefix that is no DNS subdomain";
}

/** Checks `metadata`: the name's rule, the namespace, label keys and values, annotation keys. */
export function checkMetadata(inputs: Properties, rule: NameRule): Problem[] {
  const metadata = propertiesOf(inputs["metadata"]);
  const problems: Problem[] = [];
  const add = (property: string, reason: string | undefined): void => {
    if (reason !== undefined) problems.push({ property: `metadata.${property}`, reason });
  };
  const name = stringOf(metadata["name"]);
  if (name !== undefined) add("name", nameProblem(name, rule));
  const namespace = stringOf(metadata["namespace"]);
  if (namespace !== undefined) add("namespace", nameProblem(namespace, "label"));
  for (const field of ["labels", "annotations"]) {
    const map = metadata[field];
    if (!isProperties(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      add(`${field}[${JSON.stringify(key)}]`, qualifiedNameProblem(key));
      if (
        field === "labels" &&
        typeof value === "string" &&
        !/^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/.test(value)
      ) {
        add(
          `${field}[${JSON.stringify(key)}]`,
          `is "${value}", but a label value has at most 63 letters, digits, '-', '_' and '.'`,
        );
      }
    }
  }
  return problems;
}
