import type { Rule } from "../../../core/policies/rule.ts";
import { environmentsAsSold } from "./environmentsAsSold.ts";
import { ownNodes } from "./ownNodes.ts";
import { platformDatabasesAsSold } from "./platformDatabasesAsSold.ts";
import { platformGranted } from "./platformGranted.ts";
import { platformScalingAsSold } from "./platformScalingAsSold.ts";
import { priorityAsSold } from "./priorityAsSold.ts";
import { spreadAsSold } from "./spreadAsSold.ts";

/** Rules that hold what runs to what tiers of the platform promise, in the order of their ids. */
export const paasRules: readonly Rule[] = [
  environmentsAsSold,
  ownNodes,
  platformDatabasesAsSold,
  platformGranted,
  platformScalingAsSold,
  priorityAsSold,
  spreadAsSold,
];
