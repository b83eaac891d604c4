import { expect, test } from "@jest/globals";

import { namespaceClosed } from "../../../policies/rules/isolation/namespaceClosed.ts";
import { judged, resource } from "../../helpers/judge.ts";

const namespace = resource("kubernetes:core/v1:Namespace", "prod", { metadata: { name: "acme--prod" } });
const inside = (type: string, spec: object = {}, name = "acme--prod") =>
  resource(type, type, { metadata: { namespace: name }, spec });
const quota = inside("kubernetes:core/v1:ResourceQuota");
const limits = inside("kubernetes:core/v1:LimitRange");
const denial = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const policy = (spec: object, name?: string) => inside("kubernetes:networking.k8s.io/v1:NetworkPolicy", spec, name);
const open = "prod: The namespace should have a NetworkPolicy that denies all ingress and egress by default.";

test.each([
  ["a bare denial", denial],
  ["empty lists", { ...denial, podSelector: { matchLabels: {} }, ingress: [], egress: [] }],
])("accepts %s", (_what, spec) => {
  expect(judged(namespaceClosed, namespace, quota, limits, policy(spec))).toEqual([]);
});

test.each([
  ["one direction", { ...denial, policyTypes: ["Ingress"] }],
  ["some pods", { ...denial, podSelector: { matchLabels: { app: "web" } } }],
  ["a rule that allows", { ...denial, ingress: [{}] }],
])("refuses %s", (_what, spec) => {
  expect(judged(namespaceClosed, namespace, quota, limits, policy(spec))).toEqual([open]);
});

test("does not take another namespace's objects for this one's", () => {
  const others = ["ResourceQuota", "LimitRange"].map((kind) => inside(`kubernetes:core/v1:${kind}`, {}, "other"));
  expect(judged(namespaceClosed, namespace, ...others, policy(denial, "other"))).toEqual([
    "prod: The namespace should have a LimitRange.",
    open,
    "prod: The namespace should have a ResourceQuota.",
  ]);
});
