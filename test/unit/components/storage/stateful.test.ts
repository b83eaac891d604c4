import { describe, expect, test } from "@jest/globals";

import { storage } from "../../../../components/storage/kind.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { fullFeatures, leastFeatures, storageBundle } from "../../../helpers/storagePlan.ts";

const bundleOf = (spec: object, features: object): Json => storageBundle(spec, features) as unknown as Json;
const said = (running: Json, wanted: Json | undefined): string[] =>
  storage
    .statefulChanges(running, wanted)
    .map(
      ({ effect, part, id, property, protected: held }) =>
        `${held === true ? "held " : ""}${effect} ${part} (${id ?? ""}): ${property}`,
    );

const full = bundleOf({ buckets: ["assets"] }, fullFeatures);
const least = bundleOf({ buckets: ["assets"] }, leastFeatures);

describe("what holds data", () => {
  test("does not change where nothing of it does, nor on the way to a tier with more", () => {
    expect(said(full, full)).toEqual([]);
    expect(said(least, full)).toEqual([]);
  });

  test("comes and goes by the order, a bucket with its replica", () => {
    expect(said(full, bundleOf({ buckets: ["media"] }, fullFeatures))).toEqual([
      'held removed bucket "assets" (buckets/assets): buckets: assets → none',
      'added bucket "media" (buckets/media): buckets: none → media',
      'held removed replica of bucket "assets" (replicas/assets): replicas: assets → none',
    ]);
  });

  test("goes unheld where what runs says so", () => {
    const unprotected = ["buckets/assets", "replicas/assets"];
    const running = bundleOf({ buckets: ["assets"], unprotected }, fullFeatures);
    expect(said(running, bundleOf({ buckets: [] }, fullFeatures))).toEqual([
      'removed bucket "assets" (buckets/assets): buckets: assets → none',
      'removed replica of bucket "assets" (replicas/assets): replicas: assets → none',
    ]);
  });

  test("is lost on the way to a tier with less: replicas, records, the key, and versions that were to be kept for longer", () => {
    expect(said(full, least)).toEqual([
      "replaced key of the tenant's own (): foundation.key: alias/tenantry/acme/files → none",
      "held removed access logs (accessLogs): accessLogs.bucketName: northwind--acme--files--access--logs → none",
      'held removed replica of bucket "assets" (replicas/assets): replicas: assets → none',
      'shrunk old versions in bucket "assets" (): buckets.noncurrentDays: 90 → 30',
    ]);
  });

  test("goes as a whole when the subscription ends", () => {
    expect(said(full, undefined)).toEqual([
      'held removed bucket "assets" (buckets/assets): buckets: assets → none',
      "held removed access logs (accessLogs): accessLogs.bucketName: northwind--acme--files--access--logs → none",
      'held removed replica of bucket "assets" (replicas/assets): replicas: assets → none',
      "held removed key of the tenant's own (key): foundation.key: alias/tenantry/acme/files → none",
    ]);
  });
});
