import type { EnvironmentsPlan } from "./environment/plan.ts";

/** What a PaaS subscription renders, with every name and bound decided; plain, so that it can be stored and compared. */
export type PaasBundlePlan = EnvironmentsPlan;
