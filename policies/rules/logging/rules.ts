import type { Rule } from "../../../core/policies/rule.ts";
import { bucketRequestsRecorded } from "./bucketRequestsRecorded.ts";
import { budgetTells } from "./budgetTells.ts";
import { databaseLogs } from "./databaseLogs.ts";
import { flowLogsComplete } from "./flowLogsComplete.ts";
import { flowLogsOfSensitiveNetworks } from "./flowLogsOfSensitiveNetworks.ts";
import { loadBalancerRequestsRecorded } from "./loadBalancerRequestsRecorded.ts";
import { logRetention } from "./logRetention.ts";

/** The rules of logging, in the order of their ids. */
export const loggingRules: readonly Rule[] = [
  bucketRequestsRecorded,
  budgetTells,
  databaseLogs,
  flowLogsComplete,
  flowLogsOfSensitiveNetworks,
  loadBalancerRequestsRecorded,
  logRetention,
];
