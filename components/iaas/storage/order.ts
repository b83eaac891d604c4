import { z } from "zod";

import { partName } from "../../../core/schema/fields.ts";

/** What is ordered of storage: fields of the spec. */
export const storageOrder = {
  buckets: z
    .array(partName)
    .max(100)
    .default([])
    .describe("Private, encrypted object stores, by the names that the tenant knows them by."),
};

/** What is ordered of storage. */
export type StorageOrder = z.output<z.ZodObject<typeof storageOrder>>;

/** What a tier grants of storage: fields of its entitlements. */
export const storageEntitlements = {
  buckets: z.int().min(0).max(100).describe("How many buckets may be ordered."),
};

/** How much of what a tier grants an order comes to. */
export function storageDemand({ buckets }: StorageOrder) {
  return { buckets: { amount: buckets.length, path: ["buckets"] } };
}
