/** Kubernetes kinds that hold settings: config maps, secrets, service accounts. */
import { mapProperties, propertiesOf, UNKNOWN, Unknown, type Properties, type Value } from "../../provider/values.ts";
import type { ResourceType } from "../definition.ts";
import { kind } from "./kind.ts";

function mutable(name: string): (properties: readonly string[]) => ResourceType["replaceOn"] {
  return (properties) => (scope) => (scope.facts[name] === "true" ? [] : properties);
}

function toBase64(values: Value | undefined): Properties {
  return mapProperties(propertiesOf(values), (value) =>
    typeof value === "string" ? Buffer.from(value, "utf8").toString("base64") : value,
  );
}

/** Rows of settings. */
export const settingsTypes: readonly ResourceType[] = [
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
    immutable: ["type"],
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
];
