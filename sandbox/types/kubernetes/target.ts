/** The Kubernetes target: which cluster, and what every object gets. */
import { readFileSync } from "node:fs";
import { TargetError } from "../../provider/errors.ts";
import { isProperties, propertiesOf, stringOf, Unknown, type Properties } from "../../provider/values.ts";
import type { ResourceType, Scope, Target } from "../definition.ts";
import { sandboxClusterUid } from "./cluster.ts";
import { customShapes } from "./customShapes.generated.ts";
import { apiOf, isNamespaced } from "./kind.ts";
import { kubernetesShapes } from "./shapes.generated.ts";
import { kubernetesTypes } from "./table.ts";

/** Cluster when neither `context` nor a kubeconfig names one. */
export const SANDBOX_CONTEXT = "sandbox";

/** `current-context` of a kubeconfig given as text or as a path. */
async function currentContext(kubeconfig: string): Promise<string | undefined> {
  // Loaded only when there is a kubeconfig to read: most runs name their context.
  const { parse } = await import("yaml");
  const content =
    kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{") ? kubeconfig : readFile(kubeconfig);
  let document: unknown;
  try {
    document = parse(content);
  } catch (error) {
    throw new TargetError(
      "Invalid",
      `the kubeconfig is not YAML: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (typeof document !== "object" || document === null)
    throw new TargetError("Invalid", "the kubeconfig is not an object");
  const context = (document as Record<string, unknown>)["current-context"];
  return typeof context === "string" && context !== "" ? context : undefined;
}

function readFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new TargetError(
      "Invalid",
      `kubeconfig ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function configure(config: Properties): Promise<Scope> {
  const kubeconfig = stringOf(config["kubeconfig"]);
  const cluster =
    stringOf(config["context"]) ??
    (kubeconfig === undefined ? undefined : await currentContext(kubeconfig)) ??
    SANDBOX_CONTEXT;
  return scopeFor(cluster, config);
}

function scopeFor(cluster: string, config: Properties): Scope {
  const flag = (name: string): string => String(config[name] === true || config[name] === "true");
  return {
    target: "kubernetes",
    key: cluster,
    facts: {
      cluster,
      namespace: stringOf(config["namespace"]) ?? "default",
      enableConfigMapMutable: flag("enableConfigMapMutable"),
      enableSecretMutable: flag("enableSecretMutable"),
    },
  };
}

/** apiVersion, kind and, for kinds that live in one, the provider's default namespace. */
function complete(type: ResourceType, inputs: Properties, scope: Scope): Properties {
  const { apiVersion, kind } = apiOf(type.token);
  const completed: Properties = { ...inputs, apiVersion, kind };
  const metadata = inputs["metadata"];
  if (!isNamespaced(type) || metadata instanceof Unknown) return completed;
  const namespace = propertiesOf(metadata)["namespace"] ?? scope.facts["namespace"] ?? "default";
  return { ...completed, metadata: { ...propertiesOf(metadata), namespace: namespace === "" ? "default" : namespace } };
}

/** The Kubernetes target. */
export const kubernetesTarget: Target = {
  name: "kubernetes",
  title: "Kubernetes",
  table: "sandbox/types/kubernetes/table.ts",
  types: new Map(kubernetesTypes.map((type) => [type.token, type])),
  functions: new Map(),
  shapes: { ...kubernetesShapes, ...customShapes },
  configure,
  placeOf: (config) => scopeFor(stringOf(config["context"]) ?? SANDBOX_CONTEXT, config),
  replaceOn: [],
  scopeOf: (_properties, scope) => scope,
  accountScope: (scope) => scope,
  check: () => [],
  parseId: (id, scope) => ({ id, scope }),
  complete,
  comparable: (inputs) => inputs,
  identity: (scope) => sandboxClusterUid(scope.key),
  tagsOf: (outputs) => {
    const labels = propertiesOf(outputs["metadata"])["labels"];
    return isProperties(labels) ? labels : {};
  },
  notFound: (type, id) => ({ code: "NotFound", message: `${type.title} "${id}" not found` }),
  stillUsed: (type, id, users) => ({
    code: "Conflict",
    message: `${type.title} "${id}" is used by ${users.map((user) => user.id).join(", ")}`,
  }),
};
