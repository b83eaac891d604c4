import type { Rule } from "../../../core/policies/rule.ts";
import { backupsAsSold } from "./backupsAsSold.ts";
import { databasesAsSold } from "./databasesAsSold.ts";
import { endpointsAsSold } from "./endpointsAsSold.ts";
import { flowLogsAsSold } from "./flowLogsAsSold.ts";
import { keyAsSold } from "./keyAsSold.ts";
import { machinesGranted } from "./machinesGranted.ts";
import { scalingAsSold } from "./scalingAsSold.ts";
import { storageGranted } from "./storageGranted.ts";
import { waysOutAsSold } from "./waysOutAsSold.ts";
import { zonesAsSold } from "./zonesAsSold.ts";

/** Rules that hold what runs to what tiers of infrastructure promise, in the order of their ids. */
export const iaasRules: readonly Rule[] = [
  backupsAsSold,
  databasesAsSold,
  endpointsAsSold,
  flowLogsAsSold,
  keyAsSold,
  machinesGranted,
  scalingAsSold,
  storageGranted,
  waysOutAsSold,
  zonesAsSold,
];
