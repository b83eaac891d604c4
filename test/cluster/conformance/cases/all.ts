import type { Case } from "../case.ts";
import { customResourceCases } from "./customResources.ts";
import { namespaceCases } from "./namespaces.ts";
import { policyCases } from "./policies.ts";
import { settingsCases } from "./settings.ts";
import { volumeCases } from "./volumes.ts";
import { workloadCases } from "./workloads.ts";

/** Every case, by kind. */
export const clusterCases: readonly Case[] = [
  ...namespaceCases,
  ...settingsCases,
  ...workloadCases,
  ...volumeCases,
  ...policyCases,
  ...customResourceCases,
];
