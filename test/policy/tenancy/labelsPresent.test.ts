import { expect, test } from "@jest/globals";

import { labelsPresent } from "../../../policies/rules/tenancy/labelsPresent.ts";
import { judged, resource } from "../../helpers/judge.ts";

const labels = {
  "app.kubernetes.io/managed-by": "tenantry",
  "tenantry.dev/tenant": "acme",
  "tenantry.dev/subscription": "apps",
  "tenantry.dev/service": "paas",
  "tenantry.dev/tier": "standard",
  "tenantry.dev/tier-version": "1",
  "tenantry.dev/owner": "acme",
  "tenantry.dev/data-class": "confidential",
};
const object = (given: unknown, type = "kubernetes:core/v1:ResourceQuota") =>
  resource(type, "apps", { metadata: { labels: given } });
const missing = (key: string): string => `apps metadata.labels.${key}: metadata.labels should have the key ${key}.`;

test("accepts the eight labels, and others besides", () => {
  expect(judged(labelsPresent, object({ ...labels, "tenantry.dev/environment": "prod" }))).toEqual([]);
});

test.each(Object.keys(labels))("asks for %s", (key) => {
  const others = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== key));
  expect(judged(labelsPresent, object(others))).toEqual([missing(key)]);
});

test("asks for all eight where there is no metadata, whatever the type", () => {
  expect(judged(labelsPresent, resource("kubernetes:apps/v1:Deployment", "apps", {}))).toEqual(
    Object.keys(labels).toSorted().map(missing),
  );
});

test("refuses another tenant's id, without naming it", () => {
  expect(judged(labelsPresent, object({ ...labels, "tenantry.dev/tenant": "globex" }))).toEqual([
    "apps metadata.labels.tenantry.dev/tenant: The label tenantry.dev/tenant should be the id of the tenant that the stack belongs to.",
  ]);
});

test("passes over the provider itself", () => {
  expect(judged(labelsPresent, object(undefined, "pulumi:providers:kubernetes"))).toEqual([]);
});
