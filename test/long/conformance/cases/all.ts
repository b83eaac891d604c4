import type { Case } from "../case.ts";
import { accessCases } from "./access.ts";
import { backupCases } from "./backups.ts";
import { balancingCases } from "./balancing.ts";
import { bucketCases } from "./buckets.ts";
import { databaseCases } from "./databases.ts";
import { endpointCases } from "./endpoints.ts";
import { fileCases } from "./files.ts";
import { filterCases } from "./filters.ts";
import { foundationCases } from "./foundation.ts";
import { machineCases } from "./machines.ts";
import { networkCases } from "./networks.ts";
import { routeCases } from "./routes.ts";
import { volumeCases } from "./volumes.ts";

/** Every case, by the part of AWS that it is about. */
export const cases: readonly Case[] = [
  ...networkCases,
  ...routeCases,
  ...filterCases,
  ...endpointCases,
  ...accessCases,
  ...foundationCases,
  ...bucketCases,
  ...fileCases,
  ...volumeCases,
  ...machineCases,
  ...balancingCases,
  ...databaseCases,
  ...backupCases,
];
