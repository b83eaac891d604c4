import { expect, test } from "@jest/globals";

import { customResourceTypes } from "../../../../../sandbox/types/kubernetes/customResources.ts";
import { generateCustomShapes, type Definition } from "../../../../../sandbox/types/kubernetes/generateCustom.ts";

const definitions = customResourceTypes.map(({ token }): Definition => {
  const [, groupVersion = "", kind = ""] = token.split(":");
  const [group = "", name = ""] = groupVersion.split("/");
  const pair = {
    type: "object",
    required: ["key"],
    properties: { key: { type: "string" }, value: { type: "string" } },
  };
  const spec = {
    type: "object",
    required: ["size", "mode"],
    properties: {
      size: { type: "integer" },
      mode: { type: "string", default: "fast" },
      port: { "x-kubernetes-int-or-string": true },
      first: { type: "array", items: pair },
      second: { type: "object", additionalProperties: pair },
      raw: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    },
  };
  const openAPIV3Schema = { type: "object", required: kind === "Gateway" ? [] : ["spec"], properties: { spec } };
  return {
    spec: {
      group,
      names: { kind, plural: "" },
      scope: "Namespaced",
      versions: [{ name, schema: { openAPIV3Schema } }],
    },
  };
});

test("shapes are made of definitions, and repeat nothing", () => {
  const shapes = generateCustomShapes(definitions);
  const gateway = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
  expect(shapes[gateway]).toEqual({
    apiVersion: "string?",
    kind: "string?",
    metadata: "meta.v1.ObjectMeta?",
    spec: "gateway.spec?",
  });
  expect(shapes[gateway.replace("Gateway", "HTTPRoute")]?.["spec"]).toBe("httproute.spec");
  expect(shapes["gateway.spec"]).toEqual({
    first: "gateway.spec.first[]?",
    mode: "string?",
    port: "any?",
    raw: "any?",
    second: "gateway.spec.first{}?",
    size: "number",
  });
  expect(shapes["gateway.spec.first"]).toEqual({ key: "string", value: "string?" });
});

test("a definition that is missing is named", () => {
  expect(() => generateCustomShapes(definitions.slice(1))).toThrow(
    "no CustomResourceDefinition of kubernetes:gateway.networking.k8s.io/v1:GatewayClass is given",
  );
});
