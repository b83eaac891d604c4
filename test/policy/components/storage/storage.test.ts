/** What tiers of object storage promise and grant, by what a tenant of the example renders. */
import { beforeAll, describe, expect, test } from "@jest/globals";

import { bucketKeysAsSold } from "../../../../components/storage/policies/bucketKeysAsSold.ts";
import { bucketsGranted } from "../../../../components/storage/policies/bucketsGranted.ts";
import { lifecycleAsSold } from "../../../../components/storage/policies/lifecycleAsSold.ts";
import { quotaAsSold } from "../../../../components/storage/policies/quotaAsSold.ts";
import { replicationAsSold } from "../../../../components/storage/policies/replicationAsSold.ts";
import { storageRules } from "../../../../components/storage/policies/rules.ts";
import type { Rule } from "../../../../core/policies/rule.ts";
import type { ResolvedTenant } from "../../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { renderTenant } from "../../../../fleet/engine/render.ts";
import { exampleEstate } from "../../../helpers/exampleEstate.ts";
import { judgedIn } from "../../../helpers/judge.ts";
import { set, without } from "../../corpus/awsStack.ts";

type Change = (resources: readonly RenderedResource[]) => readonly RenderedResource[];

let tenant: ResolvedTenant;
let rendered: readonly RenderedResource[];
beforeAll(async () => {
  const found = exampleEstate().tenants.find(({ resolved }) => resolved.id === "umbrella")?.resolved;
  if (found === undefined) throw new TypeError("the example has no umbrella");
  tenant = found;
  rendered = await renderTenant(tenant);
});

/** Names are told apart by type here, since a role and its policy have the same. */
const only =
  (type: string, change: Change): Change =>
  (resources) =>
    resources.flatMap((one) => (one.type.endsWith(`:${type}`) ? change([one]) : [one]));

const named =
  (type: string, name: string, path: string, value: unknown): Change =>
  (resources) =>
    resources.flatMap((one) =>
      one.type.endsWith(`:${type}`) && one.name === name ? set(name, path, value)([one]) : [one],
    );

const gone =
  (type: string, name: string): Change =>
  (resources) =>
    resources.flatMap((one) => (one.type.endsWith(`:${type}`) && one.name === name ? without(name)([one]) : [one]));

const judged = (rule: Rule, change: Change, of: Partial<ResolvedTenant["subscriptions"][number]> = {}): string[] => {
  const subscriptions = tenant.subscriptions.map((subscription) => ({ ...subscription, ...of }));
  return judgedIn(rule, { name: tenant.id, resources: change(rendered), tenant: { ...tenant, subscriptions } });
};

const same: Change = (resources) => resources;
const key = "files: Each bucket and replica of the subscription should be encrypted by the tenant's own key.";
const replica = "files: Each bucket of the subscription should be replicated into another region as its tier promises.";
const versions = "files: Each bucket of the subscription should keep old versions as long as its tier promises.";
const classes = "files: Objects of the subscription should go to the classes of its tier, and when it says.";
const budget = "files: The subscription should have a budget of its tier's quota, with the tier's alarms.";
const stops = "files: Each role of the subscription that writes should stop when the quota is reached.";

test("what is rendered is as sold", () => {
  for (const rule of storageRules) expect([rule.id, judged(rule, same)]).toEqual([rule.id, []]);
});

describe("what is not as sold is told", () => {
  const encryption = "BucketServerSideEncryptionConfiguration";
  const action = "BudgetAction";
  const cases: readonly (readonly [string, Rule, Change, readonly string[]])[] = [
    [
      "a bucket under AWS' key",
      bucketKeysAsSold,
      named(
        encryption,
        "files--inbox-encryption",
        "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        undefined,
      ),
      [key],
    ],
    ["a replica without encryption", bucketKeysAsSold, gone(encryption, "files--inbox--replica-encryption"), [key]],
    [
      "no key",
      bucketKeysAsSold,
      (all) => all.filter(({ type }) => type !== "aws:kms/key:Key"),
      ["files: The subscription should have a key of its own."],
    ],
    [
      "a bucket without a replica",
      replicationAsSold,
      gone("BucketReplicationConfig", "files--inbox-replication"),
      [replica],
    ],
    [
      "a replica beside its bucket",
      replicationAsSold,
      named("Bucket", "files--inbox--replica", "region", "eu-central-1"),
      [replica],
    ],
    [
      "a replica of some of it",
      replicationAsSold,
      named("BucketReplicationConfig", "files--inbox-replication", "rules.0.filter", { prefix: "a/" }),
      [replica],
    ],
    [
      "a replica in another class",
      replicationAsSold,
      named("BucketReplicationConfig", "files--inbox-replication", "rules.0.destination.storageClass", "GLACIER"),
      [replica],
    ],
    [
      "a replication that is switched off",
      replicationAsSold,
      named("BucketReplicationConfig", "files--inbox-replication", "rules.0.status", "Disabled"),
      [replica],
    ],
    [
      "versions for less long",
      lifecycleAsSold,
      named(
        "BucketLifecycleConfiguration",
        "files--inbox-lifecycle",
        "rules.1.noncurrentVersionExpiration.noncurrentDays",
        30,
      ),
      [versions],
    ],
    [
      "no lifecycle of a replica",
      lifecycleAsSold,
      gone("BucketLifecycleConfiguration", "files--inbox--replica-lifecycle"),
      [versions],
    ],
    [
      "a colder class",
      lifecycleAsSold,
      named("BucketLifecycleConfiguration", "files--inbox-lifecycle", "rules.2.transitions.0.storageClass", "GLACIER"),
      [classes],
    ],
    [
      "a budget of more",
      quotaAsSold,
      only("Budget", (all) => set("files-budget", "limitAmount", "401.00")(all)),
      [stops, budget],
    ],
    [
      "no alarm before",
      quotaAsSold,
      only("Budget", (all) => set("files-budget", "notifications.0.threshold", 100)(all)),
      [budget],
    ],
    ["no action", quotaAsSold, gone(action, "files-quota"), [stops]],
    [
      "an action that somebody has to approve",
      quotaAsSold,
      named(action, "files-quota", "approvalModel", "MANUAL"),
      [stops],
    ],
    [
      "an action beyond the quota",
      quotaAsSold,
      named(action, "files-quota", "actionThreshold.actionThresholdValue", 120),
      [stops],
    ],
    [
      "a role that was forgotten, which writes by an access point",
      quotaAsSold,
      named(action, "files-quota", "definition.iamActionDefinition.roles", [
        "umbrella--files--access--laboratory",
        "umbrella--files--access--keeper",
      ]),
      [stops],
    ],
    [
      "a role that was forgotten",
      quotaAsSold,
      named(action, "files-quota", "definition.iamActionDefinition.roles", [
        "umbrella--files--access--clinic",
        "umbrella--files--access--keeper",
      ]),
      [stops],
    ],
    [
      "a role that was forgotten, which writes by a pattern",
      quotaAsSold,
      named(
        "RolePolicy",
        "files-replication",
        "policy",
        '{"Statement":{"Effect":"Allow","Action":"S3:P?tObject","Resource":"*"}}',
      ),
      [stops],
    ],
    [
      "a policy that ends nothing",
      quotaAsSold,
      named(
        "Policy",
        "files-quota-reached",
        "policy",
        '{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}}',
      ),
      [stops],
    ],
  ];
  test.each(cases)("%s", (_what, rule, change, expected) => {
    expect(judged(rule, change)).toEqual(expected);
  });

  test("more than is granted", () => {
    const said = ["accessPoints", "buckets", "roles"].map((entitlement) =>
      judged(bucketsGranted, same, { entitlements: { buckets: 2, accessPoints: 1, roles: 3, [entitlement]: 0 } }),
    );
    expect(said).toEqual([
      ["files: The subscription's accessPoints should be at most what its tier grants."],
      ["files: The subscription's buckets should be at most what its tier grants."],
      ["files: The subscription's roles should be at most what its tier grants."],
    ]);
    expect(judged(bucketsGranted, same, { entitlements: { buckets: 2, accessPoints: 1, roles: 3 } })).toEqual([]);
  });
});

test("what is not sold is not asked for", () => {
  const plain = { features: { lifecycle: { noncurrentDays: 90, transitions: [] } } };
  for (const rule of [bucketKeysAsSold, replicationAsSold, quotaAsSold]) {
    expect(judged(rule, (all) => all.filter(({ type }) => !type.startsWith("aws:")), plain)).toEqual([]);
  }
});
