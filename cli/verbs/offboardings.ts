import { daysLeft } from "../../core/offboarding/retention.ts";
import { stageOf, type TenantFacts } from "../../core/offboarding/stage.ts";
import { cellOfStack } from "../../core/names/stackNames.ts";
import type { EstateTenant } from "../../core/estate/estate.ts";
import type { OffboardingRow, OffboardingsDocument } from "../../core/results/offboarding.ts";
import type { TenantStatus } from "../../core/results/documents.ts";
import { readStatus } from "../../fleet/engine/stackStatus.ts";
import { openStates } from "../../fleet/engine/stackStates.ts";
import { purgeFiles, readCertificate } from "../../fleet/offboarding/purgeFiles.ts";
import { trailFiles, type TrailFiles } from "../../fleet/trail/trail.ts";
import { prepareWorkspace } from "../../fleet/workspace.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatOffboardings } from "../../reports/offboardingsReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";
import { pulumiFinder } from "../runStacks.ts";

/** `offboardings`: which tenants leave, and how far they have come. Reads states and certificates; no target is asked. */
export async function offboardings(options: CommonOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "offboardings", context);
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  const findPulumi = pulumiFinder(context);
  const trail = trailFiles(directory, estate.manifest);
  const leaving = estate.tenants.filter(({ resolved }) => resolved.state === "offboarded");
  const statuses = await readStatus(leaving, workspace, findPulumi);
  const rows = await Promise.all(
    leaving.map((tenant, index) => rowOf(tenant, statuses[index]?.state, trail, context.today)),
  );
  const states = openStates(workspace, findPulumi);
  const known = new Set(estate.tenants.map(({ resolved }) => resolved.id));
  const others = [...(await states.names())].filter((name) => !known.has(name) && cellOfStack(name) === undefined);
  const withoutManifest: OffboardingsDocument["withoutManifest"] = [];
  for (const stack of others.toSorted()) {
    const state = await states.read(stack);
    if (state !== undefined) withoutManifest.push({ stack, resources: state.resources });
  }
  const document: OffboardingsDocument = { verb: "offboardings", offboardings: rows, withoutManifest };
  context.print(options.json ? visibleJson(document) : formatOffboardings(document));
  return exitCodes.done;
}

async function rowOf(
  { resolved, manifest }: EstateTenant,
  status: TenantStatus["state"] | undefined,
  trail: TrailFiles,
  today: string,
): Promise<OffboardingRow> {
  const { offboarding } = manifest.spec;
  const runs = factOf(status);
  if (offboarding === undefined) {
    const stage = runs === "otherwise" ? "stopping" : "retained";
    return { tenant: resolved.id, stage, offboarding: null, daysLeft: null, kept: [] };
  }
  const certificate = await readCertificate(purgeFiles(trail, resolved.id, offboarding.requested));
  const kept = certificate?.kept ?? [];
  // What may be there until a day has to be gone after it, and that is to be proven.
  const certified = certificate !== undefined && kept.every(({ until }) => until >= today);
  return {
    tenant: resolved.id,
    stage: stageOf(offboarding, { runs, certified }, today),
    offboarding,
    daysLeft: daysLeft(offboarding, today),
    kept,
  };
}

function factOf(status: TenantStatus["state"] | undefined): TenantFacts["runs"] {
  if (status === "not-provisioned") return "nothing";
  return status === "in-sync" ? "as-agreed" : "otherwise";
}
