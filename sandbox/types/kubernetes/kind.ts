/** What all Kubernetes kinds share: metadata, names, namespaces, quota, and what the API server never lets change. */
import { TargetError } from "../../provider/errors.ts";
import { uuidFrom } from "../../provider/derive.ts";
import {
  propertiesOf,
  sameValue,
  stringOf,
  text,
  UNKNOWN,
  Unknown,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Admission, Computation, Problem, Reference, ResourceType } from "../definition.ts";
import { checkMetadata, type NameRule } from "./names.ts";
import { enforceQuota, type Usage } from "./quota.ts";
import { askedFor, refuseConflict } from "./takeOver.ts";
import { NAMESPACE } from "./tokens.ts";

/** What a kind's row says beyond what all kinds share. */
export interface Kind {
  readonly token: string;
  /** Lower-case plural as in API paths. */
  readonly plural: string;
  readonly names: NameRule;
  readonly clusterWide?: boolean;
  /** A patch of an object that the cluster or somebody else makes; the real provider wants its name in the program. */
  readonly patch?: boolean;
  /** Names under which a quota counts this kind, beside `count/<plural>.<group>`. */
  readonly quota?: readonly string[];
  /** What an object takes of quotas beside its own count, such as storage. */
  readonly usage?: (inputs: Properties) => Usage;
  /** Paths that the real provider replaces the object for (Pulumi Kubernetes provider, `provider/pkg/provider/diff.go`). */
  readonly replaceOn?: ResourceType["replaceOn"];
  /** Paths that the API server keeps from changing, where the provider does not replace but fails. */
  readonly immutable?: readonly string[];
  readonly check?: (inputs: Properties) => Problem[];
  /** What else stands against an object. Throw a TargetError to refuse. */
  readonly admit?: (admission: Admission) => void;
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

/** Metadata of an object with what the API server adds. */
export function metadataOutputs(inputs: Properties, computation: Computation): Properties {
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

/** The value at a path of property names, `spec.resources.requests`. */
export function valueAt(properties: Properties, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((value, name) => propertiesOf(value)[name], properties);
}

const inNamespace: Reference = {
  property: "metadata.namespace",
  toType: NAMESPACE,
  target: (inputs) => stringOf(propertiesOf(inputs["metadata"])["namespace"]),
  onDelete: "cascade",
  missing: (id) => ({ code: "NotFound", message: `namespaces "${id}" not found` }),
};

function digits(hex: Value): Value {
  return typeof hex === "string" ? String(100_000 + (parseInt(hex, 16) % 900_000)) : hex;
}

/** A patch is of an object that has a name already (Pulumi Kubernetes provider, "Patch Resources"). */
function checkPatch(inputs: Properties): Problem[] {
  const metadata = inputs["metadata"];
  if (metadata instanceof Unknown || propertiesOf(metadata)["name"] !== undefined) return [];
  return [{ property: "metadata.name", reason: "is missing, but a patch has to name the object that it changes" }];
}

function refuseImmutable(admission: Admission, row: Kind): void {
  const { inputs, self } = admission;
  const before = askedFor(admission);
  if (self === undefined || before === undefined) return;
  const replacing = typeof row.replaceOn === "function" ? [] : (row.replaceOn ?? []);
  for (const path of [...(row.immutable ?? []), ...replacing]) {
    if (sameValue(valueAt(before, path), valueAt(inputs, path))) continue;
    throw new TargetError(
      "Invalid",
      `${row.plural} "${self.id.replace(/^.*\//, "")}" is invalid: ${path}: field is immutable`,
    );
  }
}

/** A row of the table from what is particular about its kind. */
export function kind(row: Kind): ResourceType {
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
            ? `${scope.key} ${row.patch === true ? "patched " : ""}${row.plural}${group === "" ? "" : `.${group}`} ${own}`
            : undefined;
        },
        taken: (inputs) => ({
          code: "AlreadyExists",
          message: `${row.plural} "${stringOf(path(inputs).name) ?? ""}" already exists`,
        }),
      },
    ],
    takesOver: true,
    check: (inputs) => [
      ...checkMetadata(inputs, row.names),
      ...(row.patch === true ? checkPatch(inputs) : []),
      ...(row.check?.(inputs) ?? []),
    ],
    admit: (admission) => {
      refuseConflict(admission, row.plural);
      refuseImmutable(admission, row);
      if (row.clusterWide !== true && row.patch !== true) enforceQuota(admission, row.token, names, row.usage);
      row.admit?.(admission);
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
