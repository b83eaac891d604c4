import type { Rule } from "../../../core/policies/rule.ts";
import { applicationGranted } from "./applicationGranted.ts";
import { isolationAsSold } from "./isolationAsSold.ts";
import { poolRecordAsSold } from "./poolRecordAsSold.ts";
import { poolRoutesNamed } from "./poolRoutesNamed.ts";

/** Rules that hold what runs to what tiers of an application promise, in the order of their ids. */
export const saasRules: readonly Rule[] = [applicationGranted, isolationAsSold, poolRecordAsSold, poolRoutesNamed];
