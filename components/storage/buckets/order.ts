import { z } from "zod";

import { storageClassNames } from "./storageClasses.ts";

/**
 * The most buckets that a tier can grant: policies of roles name each, the one that replicates three times, and have 10,240 characters
 * (IAM User Guide, "IAM and AWS STS quotas").
 */
const mostBuckets = 40;

const transition = z.strictObject({
  afterDays: z.int().min(0).max(3653).describe("The age, in days, at which an object goes there."),
  storageClass: z.enum(storageClassNames).describe("The cheaper class, as S3 calls it."),
});

type Transition = z.output<typeof transition>;

/** What a tier has of buckets: fields of its features. */
export const bucketFeatures = {
  lifecycle: z
    .strictObject({
      noncurrentDays: z
        .int()
        .min(1)
        .max(3653)
        .describe("Days after which a version of an object that another one has replaced, or that was deleted, goes."),
      transitions: z
        .array(transition)
        .max(storageClassNames.length)
        .refine(cools, "each entry is later than the one before it, and its class colder")
        .refine(rests, "an object is 30 days old before it goes to STANDARD_IA, and stays there for 30")
        .default([])
        .describe("The cheaper classes that objects go to with age, in the order of their days."),
    })
    .describe("What becomes of objects with age."),
};

/** What a tier has of buckets. */
export type BucketFeatures = z.output<z.ZodObject<typeof bucketFeatures>>;

/** What a tier grants of buckets: fields of its entitlements. */
export const bucketEntitlements = {
  buckets: z.int().min(0).max(mostBuckets).describe("How many buckets may be ordered."),
};

function cools(transitions: readonly Transition[]): boolean {
  return transitions.every(({ afterDays, storageClass }, index) => {
    const before = transitions[index - 1];
    if (before === undefined) return true;
    const colder = storageClassNames.indexOf(storageClass) > storageClassNames.indexOf(before.storageClass);
    return afterDays > before.afterDays && colder;
  });
}

/** The days that S3 wants (Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", constraints). */
function rests(transitions: readonly Transition[]): boolean {
  return transitions.every(({ afterDays, storageClass }, index) => {
    if (storageClass !== "STANDARD_IA") return true;
    const next = transitions[index + 1];
    return afterDays >= 30 && (next === undefined || next.afterDays - afterDays >= 30);
  });
}
