export type { PartContext, PartPlan } from "../shared/partContext.ts";
