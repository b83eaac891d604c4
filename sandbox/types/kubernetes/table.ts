/** Kubernetes kinds: what all of them share, and the rows. */
import { uuidFrom } from "../../provider/derive.ts";
import {
  isList,
  isProperties,
  mapProperties,
  propertiesOf,
  stringOf,
  text,
  UNKNOWN,
  Unknown,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Computation, Problem, Reference, ResourceType } from "../definition.ts";
import { builtinNamespace } from "./cluster.ts";
import { checkMetadata, type NameRule } from "./names.ts";
import { parseQuantity } from "./quantity.ts";
import { enforceQuota } from "./quota.ts";

/** Type token of namespaces. */
export const NAMESPACE = "kubernetes:core/v1:Namespace";

/** What a kind's row says beyond what all kinds share. */
interface Kind {
  readonly token: string;
  /** Lower-case plural as in API paths. */
  readonly plural: string;
  readonly names: NameRule;
  readonly clusterWide?: boolean;
  /** A patch of an object that the cluster or somebody else makes; the real provider wants its name in the program. */
  readonly patch?: boolean;
  /** Names under which a quota counts this kind, beside `count/<plural>.<group>`. */
  readonly quota?: readonly string[];
  readonly replaceOn?: ResourceType["replaceOn"];
  readonly check?: (inputs: Properties) => Problem[];
  /** Outputs over the shared ones. */
  readonly outputs?: (inputs: Properties, computation: Computation) => Properties;
  readonly secretOutputs?: readonly string[];
  readonly builtin?: ResourceType["builtin"];
}

/** Version and kind of a type token: `kubernetes:core/v1:Namespace` → `v1`, `Namespace`. A patch is of what it patches. */
export function apiOf(token: string): { group: string; apiVersion: string; kind: string } {
  const [, groupVersion = "", className = ""] = token.split(":");
  const [group = "", version = ""] = groupVersion.split("/");
  const kind = className.replace(/Patch$/, "");
  return { group: group === "core" ? "" : group, apiVersion: group === "core" ? version : groupVersion, kind };
}

/** True for kinds that live in a namespace. */
export function isNamespaced(type: ResourceType): boolean {
  return (type.references ?? []).some(({ property }) => property === "metadata.namespace");
}

const inNamespace: Reference = {
  property: "metadata.namespace",
  toType: NAMESPACE,
  target: (inputs) => stringOf(propertiesOf(inputs["metadata"])["namespace"]),
  onDelete: "cascade",
  missing: (id) => ({ code: "NotFound", message: `namespaces "${id}" not found` }),
};

function metadataOutputs(inputs: Properties, computation: Computation): Properties {
  const declared = inputs["metadata"];
  const { createdAt, revision } = computation;
  const uid = computation.derive("uid", 64);
  return {
    ...propertiesOf(declared),
    creationTimestamp: createdAt,
    generation: revision,
    resourceVersion:
      typeof revision === "number" ? text`${digits(computation.derive("version", 5))}${String(revision)}` : UNKNOWN,
    uid: typeof uid === "string" ? uuidFrom(uid) : UNKNOWN,
  };
}

function digits(hex: Value): Value {
  return typeof hex === "string" ? String(100_000 + (parseInt(hex, 16) % 900_000)) : hex;
}

function kind(row: Kind): ResourceType {
  const { group } = apiOf(row.token);
  const names = [...(row.quota ?? []), `count/${row.plural}${group === "" ? "" : `.${group}`}`];
  const path = (inputs: Properties): { name: Value; namespace: Value } => {
    const metadata = propertiesOf(inputs["metadata"]);
    return { name: metadata["name"] ?? "", namespace: metadata["namespace"] ?? "" };
  };
  const id = (inputs: Properties): Value => {
    const { name, namespace } = path(inputs);
    return row.clusterWide === true ? name : text`${namespace}/${name}`;
  };
  return {
    token: row.token,
    title: row.token.replace(/^kubernetes:/, ""),
    ...(row.patch !== true && {
      autoname: {
        path: ["metadata", "name"],
        randomDigits: 8,
        longest: row.names === "label" ? 63 : 253,
        unless: [["metadata", "generateName"]],
      },
    }),
    replaceOn: (scope) => [
      "metadata.name",
      "metadata.namespace",
      ...(typeof row.replaceOn === "function" ? row.replaceOn(scope) : (row.replaceOn ?? [])),
    ],
    references: row.clusterWide === true ? [] : [inNamespace],
    unique: [
      {
        name: (inputs, scope) => {
          const own = id(inputs);
          return typeof own === "string"
            ? `${scope.key} ${row.patch === true ? "patched " : ""}${row.plural} ${own}`
            : undefined;
        },
        taken: (inputs) => ({
          code: "AlreadyExists",
          message: `${row.plural} "${stringOf(path(inputs).name) ?? ""}" already exists`,
        }),
      },
    ],
    check: (inputs) => [
      ...checkMetadata(inputs, row.names),
      ...(row.patch === true ? checkPatch(inputs) : []),
      ...(row.check?.(inputs) ?? []),
    ],
    admit: (admission) => {
      if (row.clusterWide !== true && row.patch !== true) enforceQuota(admission, row.token, names);
    },
    id: (inputs) => id(inputs),
    outputs: (inputs, computation) => {
      const unknownMetadata = inputs["metadata"] instanceof Unknown;
      return {
        ...inputs,
        metadata: unknownMetadata ? UNKNOWN : metadataOutputs(inputs, computation),
        ...(row.outputs?.(inputs, computation) ?? {}),
      };
    },
    ...(row.secretOutputs === undefined ? {} : { secretOutputs: row.secretOutputs }),
    ...(row.builtin === undefined ? {} : { builtin: row.builtin }),
  };
}

/** A patch is of an object that has a name already (Pulumi Kubernetes provider, "Patch Resources"). */
function checkPatch(inputs: Properties): Problem[] {
  const metadata = inputs["metadata"];
  if (metadata instanceof Unknown || propertiesOf(metadata)["name"] !== undefined) return [];
  return [{ property: "metadata.name", reason: "is missing, but a patch has to name the object that it changes" }];
}

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

function mutable(name: string): (properties: readonly string[]) => ResourceType["replaceOn"] {
  return (properties) => (scope) => (scope.facts[name] === "true" ? [] : properties);
}

function toBase64(values: Value | undefined): Properties {
  return mapProperties(propertiesOf(values), (value) =>
    typeof value === "string" ? Buffer.from(value, "utf8").toString("base64") : value,
  );
}

const roleRefs = (inputs: Properties): Problem[] => {
  const reference = propertiesOf(inputs["roleRef"]);
  const name = stringOf(reference["kind"]);
  return name === undefined || name === "Role" || name === "ClusterRole"
    ? []
    : [{ property: "roleRef.kind", reason: `is "${name}", but must be Role or ClusterRole` }];
};

/** Rows of the Kubernetes target; add a kind here, then run `node sandbox/types/generate.ts`. */
export const kubernetesTypes: readonly ResourceType[] = [
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
    token: "kubernetes:core/v1:ResourceQuota",
    plural: "resourcequotas",
    names: "subdomain",
    quota: ["resourcequotas"],
    replaceOn: ["spec.scopes"],
    check: (inputs) => checkQuantities("spec.hard", propertiesOf(inputs["spec"])["hard"]),
    outputs: (inputs) => ({ status: { hard: propertiesOf(inputs["spec"])["hard"] ?? {} } }),
  }),
  kind({ token: "kubernetes:core/v1:LimitRange", plural: "limitranges", names: "subdomain", check: checkLimitRange }),
  kind({
    token: "kubernetes:core/v1:ConfigMap",
    plural: "configmaps",
    names: "subdomain",
    quota: ["configmaps"],
    replaceOn: mutable("enableConfigMapMutable")(["data", "binaryData"]),
  }),
  kind({ token: "kubernetes:core/v1:ServiceAccount", plural: "serviceaccounts", names: "subdomain" }),
  kind({
    token: "kubernetes:core/v1:ServiceAccountPatch",
    plural: "serviceaccounts",
    names: "subdomain",
    patch: true,
  }),
  kind({
    token: "kubernetes:core/v1:Secret",
    plural: "secrets",
    names: "subdomain",
    quota: ["secrets"],
    replaceOn: mutable("enableSecretMutable")(["type", "data", "stringData"]),
    secretOutputs: ["data", "stringData"],
    outputs: (inputs) => ({
      type: inputs["type"] ?? "Opaque",
      data:
        inputs["data"] instanceof Unknown || inputs["stringData"] instanceof Unknown
          ? UNKNOWN
          : { ...propertiesOf(inputs["data"]), ...toBase64(inputs["stringData"]) },
    }),
  }),
  kind({ token: "kubernetes:networking.k8s.io/v1:NetworkPolicy", plural: "networkpolicies", names: "subdomain" }),
  kind({ token: "kubernetes:rbac.authorization.k8s.io/v1:Role", plural: "roles", names: "segment" }),
  kind({
    token: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    plural: "rolebindings",
    names: "segment",
    replaceOn: ["roleRef"],
    check: roleRefs,
  }),
];
