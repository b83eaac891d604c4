import { join } from "node:path";

import type { Estate } from "../core/estate/estate.ts";
import { planMaker, type PlanMaker } from "../fleet/plans/makePlan.ts";
import type { Context } from "./context.ts";
import type { Engine } from "./runStacks.ts";

/** What plans are made by here: this program, the CLI that there is, and the estate. */
export async function planMakerOf(estate: Estate, { findPulumi }: Engine, context: Context): Promise<PlanMaker> {
  const { askVersion } = await import("../tools/pulumi/find.ts");
  const version = await askVersion(join(await findPulumi(), "bin", "pulumi"), context.environment);
  return planMaker(version ?? "unknown", estate.manifest.metadata.name);
}
