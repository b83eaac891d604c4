import type { Rule } from "../rule.ts";
import { backupRules } from "./backup/rules.ts";
import { computeRules } from "./compute/rules.ts";
import { databaseRules } from "./database/rules.ts";
import { identityRules } from "./identity/rules.ts";
import { isolationRules } from "./isolation/rules.ts";
import { keysRules } from "./keys/rules.ts";
import { loggingRules } from "./logging/rules.ts";
import { moneyRules } from "./money/rules.ts";
import { networkRules } from "./network/rules.ts";
import { storageRules } from "./storage/rules.ts";
import { tenancyRules } from "./tenancy/rules.ts";
import { upkeepRules } from "./upkeep/rules.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  ...backupRules,
  ...computeRules,
  ...databaseRules,
  ...identityRules,
  ...isolationRules,
  ...keysRules,
  ...loggingRules,
  ...moneyRules,
  ...networkRules,
  ...storageRules,
  ...tenancyRules,
  ...upkeepRules,
];
