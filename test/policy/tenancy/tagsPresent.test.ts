import { expect, test } from "@jest/globals";

import { tagsPresent } from "../../../policies/rules/tenancy/tagsPresent.ts";
import { judged, resource } from "../../helpers/judge.ts";

const tags = {
  "tenantry:tenant": "acme",
  "tenantry:subscription": "web",
  "tenantry:service": "iaas",
  "tenantry:tier": "standard@1",
  "tenantry:cost-centre": "acme",
  "tenantry:owner": "acme",
  "tenantry:data-class": "confidential",
  "tenantry:managed-by": "tenantry",
};
const vpc = (given: unknown) => resource("aws:ec2/vpc:Vpc", "web", { tags: given });
const missing = (key: string): string => `web tags.${key}: tags should have the key ${key}.`;

test("accepts the eight tags, and others besides", () => {
  expect(judged(tagsPresent, vpc({ ...tags, Name: "web" }))).toEqual([]);
});

test.each(Object.keys(tags))("asks for %s, with a value", (key) => {
  const others = Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));
  expect(judged(tagsPresent, vpc(others))).toEqual([missing(key)]);
  expect(judged(tagsPresent, vpc({ ...tags, [key]: "" }))).toEqual([missing(key)]);
});

test("asks for all eight where there are no tags", () => {
  expect(judged(tagsPresent, vpc(undefined))).toEqual(Object.keys(tags).toSorted().map(missing));
});

test("finds them in a list too, as Auto Scaling groups have them", () => {
  const group = (given: Record<string, string>) => {
    const list = Object.entries(given).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
    return resource("aws:autoscaling/group:Group", "web", { tags: list });
  };
  expect(judged(tagsPresent, group(tags))).toEqual([]);
  expect(judged(tagsPresent, group({ ...tags, "tenantry:owner": "" }))).toEqual([missing("tenantry:owner")]);
  expect(judged(tagsPresent, group({}))).toEqual(Object.keys(tags).toSorted().map(missing));
});

test("refuses another tenant's id, without naming it", () => {
  expect(judged(tagsPresent, vpc({ ...tags, "tenantry:tenant": "globex" }))).toEqual([
    "web tags.tenantry:tenant: The tag tenantry:tenant should be the id of the tenant that the stack belongs to.",
  ]);
});

test("passes over types that take no tags", () => {
  expect(judged(tagsPresent, resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "web", {}))).toEqual([]);
});
