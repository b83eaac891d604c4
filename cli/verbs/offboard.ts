import { plusDays } from "../../core/calendarDays.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { partAt } from "../../core/documents/sourceMap.ts";
import type { EstateTenant } from "../../core/estate/estate.ts";
import { agree } from "../../core/offboarding/agree.ts";
import { takeEndBack, writeEnd } from "../../core/offboarding/editEnd.ts";
import { daysLeft, retentionOf } from "../../core/offboarding/retention.ts";
import type { OffboardDocument } from "../../core/results/offboarding.ts";
import type { Offboarding } from "../../core/schema/offboarding.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { changeManifest } from "../changeManifest.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openLeavingTenant, type LeavingTenant } from "../leavingTenant.ts";
import { editedText } from "../manifestFile.ts";
import type { OffboardOptions } from "../offboardVerbs.ts";

/** `offboard`: writes a tenant's end into its manifest, changes what is agreed about it, or takes it back. Touches nothing that runs. */
export async function offboard(id: string, options: OffboardOptions, context: Context): Promise<number> {
  if ((options.hold === undefined) !== (options.by === undefined)) {
    throw new UserError("A legal hold has a reason and somebody who orders it: --hold REASON --by EMAIL.");
  }
  const leaving = await openLeavingTenant(id, options, "offboard", context);
  const { tenant, file, text, opened } = leaving;
  const agreed = options.undo === true ? undefined : await agreement(leaving, options, context);
  const edited = editedText(agreed === undefined ? undo(tenant, text) : writeEnd(text, agreed), file);
  const { diff, written } = changeManifest(
    "offboard",
    { directory: opened.directory, file, text: edited },
    options,
    context,
  );
  const changed = diff !== "";
  const document: OffboardDocument = {
    verb: "offboard",
    tenant: id,
    file: file.path,
    offboarding: agreed ?? null,
    daysLeft: agreed === undefined ? null : daysLeft(agreed, context.today),
    diff,
    written,
  };
  if (options.json) context.print(visibleJson(document));
  else if (changed) context.print(diff);
  else context.print(`All of that is agreed on for ${id} already; nothing changes.`);
  if (changed) context.note(options.dryRun ? "Nothing is written." : next(id, agreed));
  return exitCodes.done;
}

/** What is agreed after what is asked for; for one that leaves only now, with what its tiers and its contract say. */
async function agreement(
  { tenant, states }: LeavingTenant,
  { retainUntil, export: status, hold, by, release }: OffboardOptions,
  { today }: Context,
): Promise<Offboarding> {
  const { offboarding } = tenant.manifest.spec;
  if (offboarding === undefined && (hold !== undefined || release === true)) {
    const { id } = tenant.resolved;
    throw new UserError(
      `${id} does not leave: a hold is for data that would be deleted. First: tenantry offboard ${id}`,
    );
  }
  const current = offboarding ?? (await firstAgreement(tenant, states, today));
  const agreed = agree(
    current,
    {
      ...(retainUntil !== undefined && { retainUntil }),
      ...(status !== undefined && { export: status }),
      ...(hold !== undefined && by !== undefined && { hold: { reason: hold, by } }),
      ...(release === true && { release }),
    },
    today,
  );
  if ("problem" in agreed) throw new UserError(visible(agreed.problem), exitCodes.findings);
  return agreed.offboarding;
}

async function firstAgreement(
  { resolved, manifest, document, sources }: EstateTenant,
  states: LeavingTenant["states"],
  today: string,
): Promise<Offboarding> {
  const provisioned = (await states.read(resolved.id)) !== undefined;
  const { days } = retentionOf(
    sources.map(({ tier }) => tier.manifest),
    manifest.spec.contract,
  );
  // As the file has it: what is not written there has to go again when the end is taken back.
  const isWritten = partAt(document.value, ["spec", "state"]) !== undefined;
  return {
    requested: today,
    retainUntil: provisioned ? plusDays(today, days) : today,
    ...(isWritten && { before: manifest.spec.state }),
    provisioned,
    ...(provisioned && { export: { status: "offered", since: today } }),
  };
}

function undo({ manifest, resolved }: EstateTenant, text: string): ReturnType<typeof takeEndBack> {
  const { offboarding } = manifest.spec;
  if (offboarding === undefined) {
    throw new UserError(`${resolved.id} does not leave: there is nothing to take back.`);
  }
  if (offboarding.purge === undefined) return takeEndBack(text, offboarding);
  const { approved, by } = offboarding.purge;
  throw new UserError(
    `Deleting was approved on ${approved} by ${by}, and has begun or is over: it cannot be taken back.`,
    exitCodes.findings,
  );
}

function next(id: string, agreed: Offboarding | undefined): string {
  if (agreed === undefined) return `Next: tenantry up ${id}, which makes it as it was.`;
  if (!agreed.provisioned) return `Nothing was ever made for ${id}. Next: tenantry purge ${id}, which proves it.`;
  if (agreed.legalHold !== undefined) return "Nothing is deleted while the hold stands.";
  return `Next: tenantry up ${id}, which stops what runs. Its data is kept until ${agreed.retainUntil}; then: tenantry purge ${id}`;
}
