import { expect, test } from "@jest/globals";

import { isRead } from "../../policies/pack/isRead.ts";

const namespace = (name: string, physical: string) =>
  isRead({ type: "kubernetes:core/v1:Namespace", name, props: { metadata: { name: physical } } });

test.each([
  ["eu-shared-1-kube-system", "kube-system", true],
  ["eu-shared-1, prepared by: tenantry cell up eu-shared-1", "tenantry-cell", true],
  ["eu-shared-1, prepared by: tenantry cell up eu-shared-2", "tenantry-cell", false],
  ["eu-shared-1-kube-system", "acme--apps--prod", false],
  ["eu-shared-1-kube-system", "tenantry-cell", false],
  ["kube-system", "kube-system", false],
  ["apps-prod", "acme--apps--prod", false],
])("%s of %s: %s", (name, physical, expected) => {
  expect(namespace(name, physical)).toBe(expected);
});

test("what is read has no name among its inputs", () => {
  const read = { type: "kubernetes:core/v1:Namespace", name: "eu-shared-1-kube-system" };
  expect(isRead({ ...read, props: {} })).toBe(true);
  expect(isRead({ ...read, name: "apps-prod", props: {} })).toBe(false);
});

test("nothing but a namespace", () => {
  const props = { metadata: { name: "kube-system" } };
  expect(isRead({ type: "kubernetes:core/v1:Secret", name: "eu-shared-1-kube-system", props })).toBe(false);
});
