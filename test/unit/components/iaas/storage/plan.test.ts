import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import {
  storageDemand,
  type StorageFeatures,
  type StorageOrder,
} from "../../../../../components/iaas/storage/order.ts";
import { planStorage } from "../../../../../components/iaas/storage/plan.ts";
import { partContext } from "../../../../helpers/partContext.ts";

const nothing: StorageOrder = { buckets: [], volumes: [], fileSystems: [] };

const plan = (order: Partial<StorageOrder>, features: StorageFeatures = {}) =>
  planStorage(partContext(), { ...nothing, ...order }, features);

const claim = (value: string, ...path: (string | number)[]) => ({ type: "name", scope: "s3", value, path });

const identifier = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,14}$/);

describe("storage", () => {
  test("is planned with every name decided", () => {
    const {
      plan: planned,
      claims,
      problems,
    } = plan({
      buckets: ["assets", "media"],
      volumes: [{ name: "data", sizeGiB: 100, zone: "b" }],
      fileSystems: ["shared"],
    });
    expect(problems).toEqual([]);
    expect(planned).toEqual({
      buckets: [
        { name: "assets", bucketName: "northwind--acme--web--assets" },
        { name: "media", bucketName: "northwind--acme--web--media" },
      ],
      volumes: [{ name: "data", volumeName: "acme--web--data", sizeGiB: 100, availabilityZone: "eu-central-1b" }],
      fileSystems: [{ name: "shared", fileSystemName: "acme--web--shared" }],
    });
    expect(claims).toEqual([
      { type: "capacity", resource: "buckets", amount: 2, path: ["buckets"] },
      { type: "capacity", resource: "fileSystems", amount: 1, path: ["fileSystems"] },
      claim("northwind--acme--web--assets", "buckets", 0),
      claim("northwind--acme--web--media", "buckets", 1),
    ]);
  });

  test("has lifecycles and access logs where the tier has them; the log bucket takes a place in the cell", () => {
    const { plan: planned, claims } = plan(
      { buckets: ["assets"] },
      { bucketLifecycle: { noncurrentDays: 90 }, accessLogs: { retentionDays: 365 } },
    );
    expect(planned).toEqual({
      buckets: [
        {
          name: "assets",
          bucketName: "northwind--acme--web--assets",
          noncurrentDays: 90,
          accessLogPrefix: "buckets/assets/",
        },
      ],
      volumes: [],
      fileSystems: [],
      accessLogs: {
        bucketName: "northwind--acme--web--access--logs",
        retentionDays: 365,
        accountId: "000000000000",
      },
    });
    expect(claims).toEqual([
      { type: "capacity", resource: "buckets", amount: 2, path: ["buckets"] },
      { type: "capacity", resource: "fileSystems", amount: 0, path: ["fileSystems"] },
      claim("northwind--acme--web--assets", "buckets", 0),
      claim("northwind--acme--web--access--logs", "buckets"),
    ]);
  });

  test("is the same when the tenant is suspended: data stays", () => {
    const order = { ...nothing, buckets: ["assets"], volumes: [{ name: "data", sizeGiB: 1, zone: "a" }] };
    const features = { accessLogs: { retentionDays: 30 } };
    expect(planStorage(partContext({ state: "suspended" }), order, features)).toEqual(plan(order, features));
  });

  test("never has a bucket of the log bucket's name", () => {
    fc.assert(
      fc.property(identifier, identifier, identifier, (tenant, subscription, bucket) => {
        const context = partContext({ owner: [tenant, subscription] });
        const order = { ...nothing, buckets: [bucket] };
        const { buckets, accessLogs } = planStorage(context, order, { accessLogs: { retentionDays: 1 } }).plan;
        expect(accessLogs?.bucketName).not.toBe(buckets[0]?.bucketName);
      }),
    );
  });

  test("is told of names that are ordered twice and of zones without a network, all at once", () => {
    const { problems } = plan({
      buckets: ["assets", "assets"],
      volumes: [
        { name: "data", sizeGiB: 10, zone: "a" },
        { name: "data", sizeGiB: 10, zone: "c" },
      ],
      fileSystems: ["shared", "assets", "shared"],
    });
    const fix = "Remove one of the two.";
    expect(problems).toEqual([
      { concern: "name", path: ["buckets", 1], message: 'The bucket "assets" is ordered twice.', fix },
      { concern: "name", path: ["volumes", 1], message: 'The volume "data" is ordered twice.', fix },
      {
        concern: "tier",
        path: ["volumes", 1, "zone"],
        message: 'The volume "data" is ordered in the zone "c", which the tier does not span.',
        allowed: "a, b",
        fix: "Choose one of these zones, or a tier that spans more.",
      },
      { concern: "name", path: ["fileSystems", 2], message: 'The file system "shared" is ordered twice.', fix },
    ]);
  });
});

test("an order comes to what it has, and to the disks' sizes together", () => {
  expect(
    storageDemand({
      buckets: ["assets", "media"],
      volumes: [
        { name: "data", sizeGiB: 100, zone: "a" },
        { name: "more", sizeGiB: 20, zone: "b" },
      ],
      fileSystems: ["shared"],
    }),
  ).toEqual({
    buckets: { amount: 2, path: ["buckets"] },
    volumes: { amount: 2, path: ["volumes"] },
    storageGiB: { amount: 120, path: ["volumes"] },
    fileSystems: { amount: 1, path: ["fileSystems"] },
  });
  expect(storageDemand(nothing).storageGiB.amount).toBe(0);
});
