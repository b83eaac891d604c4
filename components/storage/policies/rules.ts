import type { Rule } from "../../../core/policies/rule.ts";
import { bucketKeysAsSold } from "./bucketKeysAsSold.ts";
import { bucketsGranted } from "./bucketsGranted.ts";
import { lifecycleAsSold } from "./lifecycleAsSold.ts";
import { quotaAsSold } from "./quotaAsSold.ts";
import { replicationAsSold } from "./replicationAsSold.ts";

/** Rules that hold what runs to what tiers of object storage promise, in the order of their ids. */
export const storageRules: readonly Rule[] = [
  bucketKeysAsSold,
  bucketsGranted,
  lifecycleAsSold,
  quotaAsSold,
  replicationAsSold,
];
