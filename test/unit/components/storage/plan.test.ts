import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { storage } from "../../../../components/storage/kind.ts";
import { nameRules } from "../../../../core/names/nameRules.ts";
import { partContext } from "../../../helpers/partContext.ts";
import {
  customer,
  fullFeatures,
  fullOrder,
  leastFeatures,
  storageBundle,
  storagePlan,
} from "../../../helpers/storagePlan.ts";

describe("a plan of all that there is", () => {
  const bundle = storageBundle(fullOrder);

  test("decides every name", () => {
    expect(bundle.buckets).toEqual([
      {
        name: "assets",
        bucketName: "northwind--acme--files--assets",
        noncurrentDays: 90,
        accessLogPrefix: "buckets/assets/",
        transitions: [{ afterDays: 30, storageClass: "STANDARD_IA" }],
        replicaBucketName: "northwind--acme--files--assets--replica",
      },
      {
        name: "inbox",
        bucketName: "northwind--acme--files--inbox",
        noncurrentDays: 90,
        accessLogPrefix: "buckets/inbox/",
        transitions: [{ afterDays: 30, storageClass: "STANDARD_IA" }],
        replicaBucketName: "northwind--acme--files--inbox--replica",
      },
    ]);
    expect(bundle.accessPoints).toEqual([
      {
        name: "drop",
        accessPointName: "acme--files--drop",
        arn: "arn:aws:s3:eu-central-1:000000000000:accesspoint/acme--files--drop",
        bucket: "inbox",
        prefix: "from-partner/",
        readerArns: [],
        writerArns: ["arn:aws:iam::000000000000:role/acme--files--access--partner"],
      },
    ]);
    expect(bundle.roles.map(({ name, roleName, byAccessPoints }) => [name, roleName, byAccessPoints])).toEqual([
      ["viewer", "acme--files--access--viewer", false],
      ["keeper", "acme--files--access--keeper", false],
      ["partner", "acme--files--access--partner", true],
    ]);
    expect(bundle.replication).toEqual({
      accountId: "000000000000",
      region: "eu-west-1",
      roleName: "acme--files--replication",
      storageClass: "GLACIER_IR",
    });
    expect(bundle.writeStop).toEqual({
      accountId: "000000000000",
      budgetName: "acme--files",
      denyPolicyName: "acme--files--quota--reached",
      executionPolicyName: "acme--files--quota",
      executionRoleName: "acme--files--quota",
      roleNames: ["acme--files--access--keeper", "acme--files--access--partner"],
      subscribers: ["ops@acme.example", "ap@acme.example"],
    });
  });

  test("stands on a key for S3 alone, a budget of the quota, and a boundary with its access points", () => {
    expect(bundle.foundation).toMatchObject({
      key: { aliasName: "alias/tenantry/acme/files", copyRegion: "eu-west-1", services: ["s3"], logGroups: [] },
      budget: { budgetName: "acme--files", monthlyLimit: "400.00", thresholds: [50, 80] },
      boundary: {
        regions: ["eu-central-1", "eu-west-1"],
        accessPointArns: "arn:aws:s3:eu-central-1:000000000000:accesspoint/acme--*",
      },
    });
  });

  test("claims the names of all buckets, and places in the account for them", () => {
    const { claims } = storagePlan(fullOrder);
    const places = claims.flatMap((claim) => (claim.type === "capacity" ? [[claim.resource, claim.amount]] : []));
    expect(places).toEqual([
      ["buckets", 3],
      ["fileSystems", 0],
      ["buckets", 2],
    ]);
    expect(claims.flatMap((claim) => (claim.type === "name" ? [claim.value] : []))).toEqual([
      "northwind--acme--files--assets",
      "northwind--acme--files--inbox",
      "northwind--acme--files--access--logs",
      "northwind--acme--files--assets--replica",
      "northwind--acme--files--inbox--replica",
    ]);
  });

  test("has nobody who gets in, and nothing to stop, while the tenant is suspended or has left", () => {
    for (const state of ["suspended", "offboarded"] as const) {
      const { roles, accessPoints, writeStop, ...kept } = storageBundle(fullOrder, fullFeatures, { state });
      expect([roles, accessPoints, writeStop]).toEqual([[], [], undefined]);
      expect({ ...bundle, ...kept }).toEqual(bundle);
    }
  });
});

test("a tier with as little as there is has buckets under the account's key, in one region", () => {
  const { foundation, buckets, accessLogs, replication, writeStop } = storageBundle(
    { buckets: ["assets"] },
    leastFeatures,
  );
  expect([foundation.key, foundation.budget, accessLogs, replication, writeStop]).toEqual(Array(5).fill(undefined));
  expect(buckets).toEqual([
    { name: "assets", bucketName: "northwind--acme--files--assets", noncurrentDays: 30, transitions: [] },
  ]);
});

describe("what is wrong with an order", () => {
  const said = (...order: Parameters<typeof storagePlan>): string[] =>
    storagePlan(...order).problems.map(
      ({ concern, path, message, fix }) => `${concern} ${path.join(".")}: ${message} ${fix ?? ""}`,
    );

  test("is told, all at once, with what to do", () => {
    const order = {
      buckets: ["assets", "assets"],
      roles: [
        { name: "keeper", right: "administer", principal: customer },
        { name: "viewer", right: "read", principal: { ...customer, accountId: "000000000000" } },
      ],
      accessPoints: [
        { name: "drop", bucket: "asets", roles: ["viewr", "keeper"] },
        { name: "drop", bucket: "assets", roles: ["viewer", "viewer"] },
      ],
      unprotected: ["replicas/assets"],
    };
    expect(said(order, leastFeatures)).toEqual([
      'name buckets.1: The bucket "assets" is ordered twice. Remove one of the two.',
      'tier roles.0.right: The role "keeper" is to administer, which no role of the tier may. Order a right that the tier has, or choose another tier.',
      'cell roles.1.principal.accountId: The account 000000000000 is the one that the cell "eu-central-1-main" is. Name the account that the tenant\'s people sign in to.',
      'name accessPoints.1: The access point "drop" is ordered twice. Remove one of the two.',
      'name accessPoints.0.bucket: The access point "drop" leads to "asets", which is no bucket of this subscription. Did you mean "assets"?',
      'name accessPoints.0.roles.0: The access point "drop" is for "viewr", which is no role of this subscription. Did you mean "viewer"?',
      'name accessPoints.0.roles.1: The role "keeper" comes by the access point "drop" and administers, which is done to buckets and not by access points. Order a role of another right for it.',
      'name accessPoints.1.roles.1: The role "viewer" is ordered twice. Remove one of the two.',
      'name unprotected.0: "replicas/assets" is no part with data of this subscription. Remove the entry; what is removed from its list needs none any more.',
    ]);
  });

  test("may be the cell, which has no region for replicas, or one where the data may not be", () => {
    const { cell } = partContext();
    expect(said({ buckets: ["assets"] }, fullFeatures, { cell })).toEqual([
      'cell : The tier replicates buckets into another region, and the cell "eu-central-1-main" has no region for them. Set the cell\'s copyRegion, or choose a cell that has one.',
    ]);
    expect(said({ buckets: ["assets"] }, fullFeatures, { cell: { ...cell, copyRegion: "eu-central-1" } })).toEqual([
      'cell : The tier replicates buckets into another region, and the cell "eu-central-1-main" has its own, eu-central-1, for them. Set the cell\'s copyRegion, or choose a cell that has one.',
    ]);
    expect(said({ buckets: ["assets"] }, fullFeatures, { cell: { ...cell, copyRegion: "us-east-1" } })).toEqual([
      'cell : The tier replicates buckets into us-east-1, the copyRegion of the cell "eu-central-1-main", where data of this tenant may not be: it has to stay under the jurisdiction "EU". Choose a cell with a copyRegion among these, or a tier without replication.',
    ]);
  });

  test("may be the tier, which shares what cannot be shared", () => {
    expect(said({ buckets: ["assets"] }, leastFeatures, { isolation: "pool" })).toEqual([
      "tier : The tier shares everything (isolation pool), and a bucket cannot be shared. Choose another tier.",
    ]);
  });
});

describe("a tier's features", () => {
  const wrong = (features: object): string[] =>
    (storage.featuresSchema.safeParse({ ...fullFeatures, ...features }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
  const transitions = (...list: readonly (readonly [number, string])[]) => ({
    lifecycle: {
      noncurrentDays: 1,
      transitions: list.map(([afterDays, storageClass]) => ({ afterDays, storageClass })),
    },
  });

  test("need a key to replicate", () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ dedicatedKey: false })).toEqual([
      "replication: replication needs a key of the tenant's own (dedicatedKey)",
    ]);
  });

  test("cool objects in S3's order and no earlier than S3 does", () => {
    expect(wrong(transitions([30, "STANDARD_IA"], [60, "GLACIER"]))).toEqual([]);
    const later = "lifecycle.transitions: each entry is later than the one before it, and its class colder";
    expect(wrong(transitions([30, "GLACIER"], [60, "GLACIER_IR"]))).toEqual([later]);
    expect(wrong(transitions([30, "GLACIER_IR"], [30, "GLACIER"]))).toEqual([later]);
    const early =
      "lifecycle.transitions: an object is 30 days old before it goes to STANDARD_IA, and stays there for 30";
    expect(wrong(transitions([29, "STANDARD_IA"]))).toEqual([early]);
    expect(wrong(transitions([30, "STANDARD_IA"], [59, "GLACIER"]))).toEqual([early]);
  });
});

test("whatever ids are, names are the target's, and no two are alike", () => {
  const id = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,28}$/);
  const names = fc.uniqueArray(id, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(id, id, names, (tenantId, subscriptionName, parts) => {
      const accessPoints = parts.map((name) => ({ name, bucket: parts[0], roles: [parts[0]] }));
      const roles = parts.map((name) => ({ name, right: "write", principal: customer }));
      const { bundle, problems } = storagePlan({ buckets: parts, roles, accessPoints }, fullFeatures, {
        tenantId,
        subscriptionName,
      });
      if (bundle === undefined) {
        expect(problems.map(({ path }) => path.join("."))).toEqual(["roles"]);
        return;
      }
      const buckets = bundle.buckets.flatMap(({ bucketName, replicaBucketName = "" }) => [
        bucketName,
        replicaBucketName,
      ]);
      const points = bundle.accessPoints.map(({ accessPointName }) => accessPointName);
      const taken = [...bundle.roles.map(({ roleName }) => roleName), bundle.replication?.roleName ?? ""];
      for (const name of buckets) expect(name).toMatch(nameRules.s3Bucket.pattern);
      for (const name of points) expect(name).toMatch(nameRules.s3AccessPoint.pattern);
      for (const name of points) expect(name.length).toBeLessThanOrEqual(50);
      for (const list of [buckets, points, taken]) expect(new Set(list).size).toBe(list.length);
    }),
  );
});
