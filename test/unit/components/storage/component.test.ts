import { beforeAll, describe, expect, test } from "@jest/globals";

import { storage } from "../../../../components/storage/kind.ts";
import { StorageBundle } from "../../../../components/storage/component.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { boundedVerdict, verdictOf } from "../../../helpers/iamPolicy.ts";
import { inputsOf, renderComponent, type RenderedComponent } from "../../../helpers/renderComponent.ts";
import { fullFeatures, fullOrder, leastFeatures, storageBundle } from "../../../helpers/storagePlan.ts";

const tags = { "tenantry:tenant": "acme" };
const render = (...order: Parameters<typeof storageBundle>): Promise<RenderedComponent> =>
  renderComponent(() => new StorageBundle("files", { ...storageBundle(...order), tags }).outputs);

const policyOf = (rendered: RenderedComponent, type: string, name: string): string =>
  inputsOf(rendered, type, name)["policy"] as string;

const counts = (types: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(types.toSorted(), (type) => type)].map(([type, all]) => [type, all.length]));

describe("a bundle of all that there is", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(fullOrder);
  });

  test("has its parts, and nothing besides", () => {
    const bundle = rendered.resources.find(({ type }) => type === "tenantry:storage:StorageBundle")?.urn;
    const parts = rendered.resources.filter(({ parent }) => parent === bundle);
    expect(parts.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "tenantry:foundation:Foundation files",
      "tenantry:iaas:LogBucket files--access--logs",
      "tenantry:storage:BucketReplication files",
      "tenantry:storage:StorageAccessPoint files--drop",
      "tenantry:storage:StorageBucket files--assets",
      "tenantry:storage:StorageBucket files--assets--replica",
      "tenantry:storage:StorageBucket files--inbox",
      "tenantry:storage:StorageBucket files--inbox--replica",
      "tenantry:storage:StorageRoles files",
      "tenantry:storage:WriteStop files",
    ]);
  });

  test("protects what holds data", () => {
    const held = rendered.resources.filter(({ protect }) => protect === true).map(({ name }) => name);
    expect(held).toEqual([
      "files-copy-key",
      "files-key",
      "files--access--logs",
      "files--assets",
      "files--assets--replica",
      "files--inbox",
      "files--inbox--replica",
    ]);
  });

  test("keeps replicas in the other region, under its key, in the tier's class", () => {
    const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
    expect(inputsOf(rendered, type, "files--inbox-replication")).toEqual({
      bucket: "northwind--acme--files--inbox",
      role: "arn:aws:test:::files-replication",
      rules: [
        {
          id: "everything",
          status: "Enabled",
          priority: 1,
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: "arn:aws:test:::files--inbox--replica",
            storageClass: "GLACIER_IR",
            encryptionConfiguration: { replicaKmsKeyId: "arn:aws:test:::files-copy-key" },
          },
        },
      ],
    });
    const regions = rendered.resources
      .filter(({ name, type: of }) => name.startsWith("files--inbox--replica") && of.startsWith("aws:"))
      .map(({ inputs }) => inputs["region"]);
    expect([regions.length, new Set(regions)]).toEqual([7, new Set(["eu-west-1"])]);
  });

  test("lets a partner write below its prefix by its access point, with TLS, and nothing else", () => {
    const point = policyOf(rendered, "aws:s3/accessPoint:AccessPoint", "files--drop");
    const arn = "arn:aws:s3:eu-central-1:000000000000:accesspoint/acme--files--drop";
    const ask = (action: string, resource: string, role = "partner", context: Record<string, string> = {}) =>
      verdictOf([point], {
        action,
        resource,
        principal: { AWS: `arn:aws:iam::000000000000:role/acme--files--access--${role}` },
        context: { "aws:SecureTransport": "true", ...context },
      });
    expect(ask("s3:PutObject", `${arn}/object/from-partner/a.csv`)).toBe("allowed");
    expect(ask("s3:GetObject", `${arn}/object/from-partner/a.csv`)).toBe("allowed");
    expect(ask("s3:PutObject", `${arn}/object/other/a.csv`)).toBe("not allowed");
    expect(ask("s3:DeleteObjectVersion", `${arn}/object/from-partner/a.csv`)).toBe("not allowed");
    expect(ask("s3:ListBucket", arn, "partner", { "s3:prefix": "from-partner/" })).toBe("allowed");
    expect(ask("s3:ListBucket", arn, "partner", { "s3:prefix": "" })).toBe("not allowed");
    expect(ask("s3:GetObject", `${arn}/object/from-partner/a.csv`, "viewer")).toBe("not allowed");
    expect(ask("s3:PutObject", `${arn}/object/from-partner/a.csv`, "partner", { "aws:SecureTransport": "false" })).toBe(
      "denied",
    );
    const own = rendered.resources.filter(
      ({ type, name }) => type.startsWith("aws:iam/rolePolicy") && name.endsWith("partner"),
    );
    expect(own).toEqual([]);
  });

  test("leaves to its own access points alone who comes through them", () => {
    const policy = policyOf(rendered, "aws:s3/bucketPolicy:BucketPolicy", "files--inbox-policy");
    const through = (arn: string) =>
      verdictOf([policy], {
        action: "s3:GetObject",
        resource: "arn:aws:test:::files--inbox/a",
        principal: { AWS: "arn:aws:iam::000000000000:role/anybody" },
        context: { "aws:SecureTransport": "true", "s3:DataAccessPointArn": arn },
      });
    expect(through("arn:aws:s3:eu-central-1:000000000000:accesspoint/acme--files--drop")).toBe("allowed");
    expect(through("arn:aws:s3:eu-central-1:000000000000:accesspoint/globex--files--drop")).toBe("not allowed");
    expect(policyOf(rendered, "aws:s3/bucketPolicy:BucketPolicy", "files--assets-policy")).not.toContain("AccessPoint");
  });

  test("lets roles do what their rights are with the subscription's buckets, within the boundary", () => {
    const boundary = policyOf(rendered, "aws:iam/policy:Policy", "files-boundary");
    const ask = (role: string, action: string, resource: string) =>
      boundedVerdict([policyOf(rendered, "aws:iam/rolePolicy:RolePolicy", `files-role-${role}`)], boundary, {
        action,
        resource: `arn:aws:s3:::${resource}`,
        context: { "aws:RequestedRegion": "eu-central-1", "s3:ResourceAccount": "000000000000" },
      });
    expect(ask("viewer", "s3:GetObject", "northwind--acme--files--assets/a")).toBe("allowed");
    expect(ask("viewer", "s3:PutObject", "northwind--acme--files--assets/a")).toBe("not allowed");
    expect(ask("keeper", "s3:DeleteObjectVersion", "northwind--acme--files--assets/a")).toBe("allowed");
    expect(ask("keeper", "s3:PutLifecycleConfiguration", "northwind--acme--files--assets")).toBe("not allowed");
    expect(ask("keeper", "s3:DeleteObject", "northwind--acme--files--assets--replica/a")).toBe("not allowed");
    expect(ask("keeper", "s3:DeleteObject", "northwind--acme--files--access--logs/a")).toBe("not allowed");
    expect(ask("viewer", "s3:GetObject", "northwind--globex--files--assets/a")).toBe("denied");
    // What comes by an access point is within the boundary too.
    const point = "arn:aws:s3:eu-central-1:000000000000:accesspoint/";
    const within = (name: string) =>
      verdictOf([boundary], {
        action: "s3:PutObject",
        resource: `${point}${name}/object/a`,
        context: { "aws:RequestedRegion": "eu-central-1", "s3:ResourceAccount": "000000000000" },
      });
    expect([within("acme--files--drop"), within("globex--files--drop")]).toEqual(["allowed", "denied"]);
  });

  test("ends writing at the quota, and lets AWS Budgets do nothing else", () => {
    expect(inputsOf(rendered, "aws:budgets/budgetAction:BudgetAction")).toEqual({
      budgetName: "acme--files",
      actionType: "APPLY_IAM_POLICY",
      approvalModel: "AUTOMATIC",
      notificationType: "ACTUAL",
      actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 },
      definition: {
        iamActionDefinition: {
          policyArn: "arn:aws:test:::files-quota-reached",
          roles: ["acme--files--access--keeper", "acme--files--access--partner"],
        },
      },
      executionRoleArn: "arn:aws:test:::files-quota",
      subscribers: ["ops@acme.example", "ap@acme.example"].map((address) => ({ subscriptionType: "EMAIL", address })),
      tags,
    });
    const role = inputsOf(rendered, "aws:iam/role:Role", "files-quota");
    expect(role["permissionsBoundary"]).toBe("arn:aws:test:::files-quota");
    const execution = policyOf(rendered, "aws:iam/policy:Policy", "files-quota");
    const attach = (name: string, policy: string) =>
      verdictOf([execution], {
        action: "iam:AttachRolePolicy",
        resource: `arn:aws:iam::000000000000:role/${name}`,
        context: { "iam:PolicyARN": `arn:aws:iam::000000000000:policy/${policy}` },
      });
    expect(attach("acme--files--access--keeper", "acme--files--quota--reached")).toBe("allowed");
    expect(attach("acme--files--access--keeper", "admin")).toBe("not allowed");
    expect(attach("acme--files--access--viewer", "acme--files--quota--reached")).toBe("not allowed");
    const reached = policyOf(rendered, "aws:iam/policy:Policy", "files-quota-reached");
    const said = (action: string) => verdictOf([reached], { action, resource: "arn:aws:s3:::any/a" });
    expect([said("s3:PutObject"), said("s3:RestoreObject"), said("s3:DeleteObject"), said("s3:GetObject")]).toEqual([
      "denied",
      "denied",
      "not allowed",
      "not allowed",
    ]);
  });
});

test("policies of the largest order are no larger than IAM and S3 take", async () => {
  const long = (what: string, index: number): string =>
    `${what}-${"x".repeat(24)}-${String(index)}`.slice(-30).replace(/^-+/, "");
  const buckets = Array.from({ length: 40 }, (_, index) => long("b", index));
  const names = Array.from({ length: 50 }, (_, index) => long("r", index));
  const { principal } = fullOrder.roles[0] ?? { principal: undefined };
  const roles = names.map((name, index) => ({ name, right: index === 0 ? "administer" : "write", principal }));
  const accessPoints = Array.from({ length: 50 }, (_, index) => {
    return { name: long("p", index), bucket: buckets[0], roles: names.slice(1, 21) };
  });
  const rendered = await render({ buckets, roles, accessPoints });
  const longest = (type: string): number =>
    Math.max(
      ...rendered.resources
        .filter((resource) => resource.type === type)
        .map(({ inputs }) => (inputs["policy"] as string).replaceAll(/\s/g, "").length),
    );
  expect(longest("aws:iam/rolePolicy:RolePolicy")).toBeLessThan(10_240);
  expect(longest("aws:iam/policy:Policy")).toBeLessThan(6144);
  expect(longest("aws:s3/bucketPolicy:BucketPolicy")).toBeLessThan(20_480);
  expect(longest("aws:s3/accessPoint:AccessPoint")).toBeLessThan(20_480);
});

test.each([
  ["full, active", fullFeatures, "active"],
  ["full, suspended", fullFeatures, "suspended"],
  ["least, active", leastFeatures, "active"],
  ["least, offboarded", leastFeatures, "offboarded"],
] as const)("what is consumed is what is rendered: %s", async (_name, features, state) => {
  const roles = fullOrder.roles.filter(({ right }) => right !== "administer");
  const order = { ...fullOrder, roles };
  const bundle = storageBundle(order, features, { state });
  const { resources } = await renderComponent(() => new StorageBundle("files", { ...bundle, tags }).outputs);
  const rendered = resources.map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  const consumed = storage
    .consumption(bundle as unknown as Json, {})
    .flatMap(({ type, count }) => Array.from({ length: count }, () => type));
  expect(counts(consumed)).toEqual(counts(rendered));
});
