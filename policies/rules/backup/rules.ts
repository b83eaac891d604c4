import type { Rule } from "../../../core/policies/rule.ts";
import { planRetention } from "./planRetention.ts";
import { planScheduled } from "./planScheduled.ts";
import { planSelects } from "./planSelects.ts";
import { selectionComplete } from "./selectionComplete.ts";
import { selectionOwn } from "./selectionOwn.ts";
import { vaultDeniesDeletion } from "./vaultDeniesDeletion.ts";
import { vaultKept } from "./vaultKept.ts";
import { vaultLockBounds } from "./vaultLockBounds.ts";

/** The rules of backup, in the order of their ids. */
export const backupRules: readonly Rule[] = [
  planRetention,
  planScheduled,
  planSelects,
  selectionComplete,
  selectionOwn,
  vaultDeniesDeletion,
  vaultKept,
  vaultLockBounds,
];
