import { registry } from "../../components/registry.ts";
import type { Rule } from "../../core/policies/rule.ts";
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

/** The rules that hold whatever the kind of a service, in the order of their ids. */
export const commonRules: readonly Rule[] = [
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

let loading: Promise<readonly Rule[]> | undefined;

/** Every rule, those of the kinds too, in the order of their ids. They are loaded once. */
export function loadRules(): Promise<readonly Rule[]> {
  loading ??= assemble();
  return loading;
}

async function assemble(): Promise<readonly Rule[]> {
  const ofKinds = await Promise.all(Object.values(registry).map((kind) => kind.rules()));
  return [...commonRules, ...ofKinds.flat()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
