/** Namespaces and what bounds them. */
import {
  isList,
  isProperties,
  propertiesOf,
  stringOf,
  Unknown,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { builtinNamespace } from "./cluster.ts";
import { kind, metadataOutputs } from "./kind.ts";
import { parseQuantity } from "./quantity.ts";
import { LIMIT_RANGE, NAMESPACE, RESOURCE_QUOTA } from "./tokens.ts";

function checkQuantities(path: string, value: Value | undefined): Problem[] {
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([name, quantity]) =>
    typeof quantity === "string" && parseQuantity(quantity) === undefined
      ? [
          {
            property: `${path}[${JSON.stringify(name)}]`,
            reason: `is "${quantity}", but must be a quantity such as 500m, 2 or 4Gi`,
          },
        ]
      : [],
  );
}

/**
 * Resources that a quota of some pods cannot count, of those that the API server knows by name (Kubernetes 1.36,
 * `pkg/apis/core/helper/helpers.go`): it refuses the whole quota, and lets other names pass.
 */
const NOT_OF_PODS = [
  "ephemeral-storage",
  "requests.ephemeral-storage",
  "limits.ephemeral-storage",
  "requests.storage",
  "resourcequotas",
  "services",
  "services.loadbalancers",
  "services.nodeports",
  "replicationcontrollers",
  "secrets",
  "persistentvolumeclaims",
  "configmaps",
];

function checkQuota(inputs: Properties): Problem[] {
  const spec = propertiesOf(inputs["spec"]);
  const hard = propertiesOf(spec["hard"]);
  const problems = checkQuantities("spec.hard", hard);
  const expressions = propertiesOf(spec["scopeSelector"])["matchExpressions"];
  const isScoped = [spec["scopes"], expressions].some((scopes) => isList(scopes) && scopes.length > 0);
  for (const name of isScoped ? NOT_OF_PODS : []) {
    if (hard[name] === undefined) continue;
    problems.push({
      property: `spec.hard[${JSON.stringify(name)}]`,
      reason: "cannot be counted by a quota with scopes, which counts pods and their cpu and memory",
    });
  }
  for (const [index, expression] of (isList(expressions) ? expressions.map(propertiesOf) : []).entries()) {
    const { operator, values } = expression;
    const lists = operator === "In" || operator === "NotIn";
    if (values instanceof Unknown || lists === (isList(values) && values.length > 0)) continue;
    problems.push({
      property: `spec.scopeSelector.matchExpressions[${String(index)}].values`,
      reason: lists ? "is empty, but must have a value" : "must be empty for this operator",
    });
  }
  return problems;
}

function checkLimitRange(inputs: Properties): Problem[] {
  const limits = propertiesOf(inputs["spec"])["limits"];
  if (!isList(limits)) return [];
  return limits.flatMap((limit, index) => {
    const entry = propertiesOf(limit);
    const at = `spec.limits[${String(index)}]`;
    const problems = ["default", "defaultRequest", "max", "min", "maxLimitRequestRatio"].flatMap((name) =>
      checkQuantities(`${at}.${name}`, entry[name]),
    );
    const order = ["min", "defaultRequest", "default", "max"];
    for (const [lower, upper] of order.flatMap((low, i) => order.slice(i + 1).map((high) => [low, high] as const))) {
      for (const [name, value] of Object.entries(propertiesOf(entry[lower]))) {
        const low = parseQuantity(stringOf(value) ?? "");
        const high = parseQuantity(stringOf(propertiesOf(entry[upper])[name]) ?? "");
        if (low !== undefined && high !== undefined && low > high) {
          problems.push({
            property: `${at}.${lower}[${JSON.stringify(name)}]`,
            reason: `is greater than the ${upper} value`,
          });
        }
      }
    }
    return problems;
  });
}

/** Rows of namespaces, quotas and limit ranges. */
export const namespaceTypes: readonly ResourceType[] = [
  kind({
    token: NAMESPACE,
    plural: "namespaces",
    names: "label",
    clusterWide: true,
    builtin: builtinNamespace,
    outputs: (inputs, computation) => {
      const metadata = metadataOutputs(inputs, computation);
      const name = metadata["name"];
      return {
        ...(inputs["metadata"] instanceof Unknown
          ? {}
          : {
              metadata: {
                ...metadata,
                labels: { ...propertiesOf(metadata["labels"]), "kubernetes.io/metadata.name": name ?? "" },
              },
            }),
        spec: { finalizers: ["kubernetes"], ...propertiesOf(inputs["spec"]) },
        status: { phase: "Active" },
      };
    },
  }),
  kind({
    token: RESOURCE_QUOTA,
    plural: "resourcequotas",
    names: "subdomain",
    quota: ["resourcequotas"],
    replaceOn: ["spec.scopes"],
    check: checkQuota,
    outputs: (inputs) => ({ status: { hard: propertiesOf(inputs["spec"])["hard"] ?? {} } }),
  }),
  kind({ token: LIMIT_RANGE, plural: "limitranges", names: "subdomain", check: checkLimitRange }),
];
