import { expect, test } from "@jest/globals";

import { belongsToSubscription } from "../../../policies/rules/tenancy/belongsToSubscription.ts";
import { knownTenant } from "../../../policies/rules/tenancy/knownTenant.ts";
import { labelsOfSubscription } from "../../../policies/rules/tenancy/labelsOfSubscription.ts";
import { subscriptionsPresent } from "../../../policies/rules/tenancy/subscriptionsPresent.ts";
import { tagsOfSubscription } from "../../../policies/rules/tenancy/tagsOfSubscription.ts";
import { judgedIn, resource } from "../../helpers/judge.ts";
import { acme, apps, appsBundle, atTop, labels, ofApps, ofWeb, root, stackOf, tags, web } from "./tenantStack.ts";

const both = acme([web(), apps()]);
const unknown = "tenantry-acme: The stack should be that of a tenant of the estate.";

test("a stack is that of a tenant whom the estate knows", () => {
  expect(judgedIn(knownTenant, stackOf(both))).toEqual([]);
  expect(judgedIn(knownTenant, { name: "acme", resources: [root] })).toEqual([unknown]);
  expect(judgedIn(knownTenant, { ...stackOf(both), name: "globex" })).toEqual([unknown]);
  expect(judgedIn(knownTenant, { name: "cell-eu-shared-1", resources: [root] })).toEqual([]);
});

test("a stack has a component for each subscription", () => {
  const missing = "tenantry-acme: The stack should have a component for each subscription of the tenant.";
  expect(judgedIn(subscriptionsPresent, stackOf(both))).toEqual([]);
  expect(judgedIn(subscriptionsPresent, { ...stackOf(acme([web()])), tenant: both })).toEqual([missing]);
  expect(
    judgedIn(subscriptionsPresent, { name: "acme", resources: [root], tenant: acme([web()], { state: "offboarded" }) }),
  ).toEqual([missing]);
});

const stray = ": The resource should be below the component of a subscription of the tenant.";

test("everything is below the component of a subscription, however deep", () => {
  const part = ofWeb("tenantry:iaas:PrivateBucket", "web--assets", {});
  const bucket = { ...resource("aws:s3/bucket:Bucket", "web--assets", {}), parent: part.urn };
  expect(
    judgedIn(belongsToSubscription, stackOf(both, part, bucket, ofApps("kubernetes:core/v1:Namespace", "prod", {}))),
  ).toEqual([]);
});

test("what is beside the subscriptions is a stranger", () => {
  const resources = [
    atTop("aws:s3/bucket:Bucket", "beside", {}),
    atTop("tenantry:iaas:IaasBundle", "other", {}),
    resource("aws:s3/bucket:Bucket", "alone", {}),
    { ...resource("aws:s3/bucket:Bucket", "lost", {}), parent: "urn:pulumi:acme::tenantry::x::gone" },
  ];
  expect(judgedIn(belongsToSubscription, stackOf(both, ...resources))).toEqual(
    ["alone", "beside", "lost", "other"].map((name) => `${name}${stray}`),
  );
});

test("a tree that leads back to itself ends", () => {
  const urn = "urn:pulumi:acme::tenantry::aws:s3/bucket:Bucket::ring";
  const ring = { type: "aws:s3/bucket:Bucket", name: "ring", urn, parent: urn, inputs: {} };
  expect(judgedIn(belongsToSubscription, stackOf(both, ring))).toEqual([`ring${stray}`]);
});

test.each([
  [labels, []],
  [{ ...labels, "tenantry.dev/environment": "prod" }, []],
  [{ ...labels, "tenantry.dev/tier": "starter" }, ["tenantry.dev/tier"]],
  [
    { ...labels, "tenantry.dev/subscription": "web", "tenantry.dev/owner": "x" },
    ["tenantry.dev/owner", "tenantry.dev/subscription"],
  ],
  [{ ...labels, "tenantry.dev/tenant": "globex" }, []],
  [{}, []],
  [undefined, []],
])("labels are the subscription's: %j", (found, wrong) => {
  const object = ofApps("kubernetes:core/v1:Service", "shop", { metadata: { labels: found } });
  expect(judgedIn(labelsOfSubscription, stackOf(both, object))).toEqual(
    wrong.map((key) => `shop metadata.labels.${key}: The label ${key} should be the subscription's.`),
  );
});

test.each([
  [tags, []],
  [{ ...tags, Name: "x" }, []],
  [{ ...tags, "tenantry:tier": "starter@1" }, ["tenantry:tier"]],
  [
    { ...tags, "tenantry:cost-centre": "x", "tenantry:data-class": "public" },
    ["tenantry:cost-centre", "tenantry:data-class"],
  ],
  [{ ...tags, "tenantry:tenant": "globex" }, []],
  [undefined, []],
])("tags are the subscription's: %j", (found, wrong) => {
  const volume = ofWeb("aws:ebs/volume:Volume", "data", { tags: found });
  const listed = Object.entries(found ?? {}).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
  const group = ofWeb("aws:autoscaling/group:Group", "data", { tags: listed });
  for (const each of [volume, group]) {
    expect(judgedIn(tagsOfSubscription, stackOf(both, each))).toEqual(
      wrong.map((key) => `data tags.${key}: The tag ${key} should be the subscription's.`),
    );
  }
});

test("labels and tags of what belongs to no subscription are compared with nothing", () => {
  const object = atTop("kubernetes:core/v1:Service", "x", { metadata: { labels: { "tenantry.dev/tier": "x" } } });
  expect(judgedIn(labelsOfSubscription, stackOf(both, object, appsBundle))).toEqual([]);
  expect(judgedIn(tagsOfSubscription, stackOf(both, atTop("aws:ebs/volume:Volume", "x", { tags: {} })))).toEqual([]);
});
