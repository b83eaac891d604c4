import { backupCases } from "./backup.ts";
import { computeCases } from "./compute.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { databaseCases } from "./database.ts";
import { fileSystemCases } from "./fileSystems.ts";
import { identityCases } from "./identity.ts";
import { isolationCases } from "./isolation.ts";
import { keysCases } from "./keys.ts";
import { loadBalancerCases } from "./loadBalancers.ts";
import { loggingCases } from "./logging.ts";
import { networkCases } from "./network.ts";
import { objectStorageCases } from "./objectStorage.ts";
import { poolCases } from "./pools.ts";
import { securityGroupCases } from "./securityGroups.ts";
import { storageCases } from "./storage.ts";
import { tenancyCases } from "./tenancy.ts";

/** Every file of the corpus, by what it is about. */
export const areas: readonly (readonly [area: string, cases: readonly CorpusCase[]])[] = [
  ["backup", backupCases],
  ["compute", computeCases],
  ["database", databaseCases],
  ["file systems", fileSystemCases],
  ["identity", identityCases],
  ["isolation", isolationCases],
  ["keys", keysCases],
  ["load balancers", loadBalancerCases],
  ["logging", loggingCases],
  ["network", networkCases],
  ["object storage", objectStorageCases],
  ["pools", poolCases],
  ["security groups", securityGroupCases],
  ["storage", storageCases],
  ["tenancy", tenancyCases],
];
