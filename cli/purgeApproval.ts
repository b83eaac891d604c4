import { visible } from "../core/diagnostics/visible.ts";
import type { EstateTenant } from "../core/estate/estate.ts";
import { writeEnd } from "../core/offboarding/editEnd.ts";
import { whyRetained } from "../core/offboarding/retention.ts";
import type { Offboarding } from "../core/schema/offboarding.ts";
import { openEstate } from "../fleet/openEstate.ts";
import { exitCodes, InvalidEstateError, UserError, type Context } from "./context.ts";
import type { LeavingTenant } from "./leavingTenant.ts";
import { editedText, replaceManifest } from "./manifestFile.ts";
import type { PurgeOptions } from "./offboardVerbs.ts";
import { judgeChange } from "./openValidEstate.ts";

/** A tenant's end whose deletion somebody has approved. */
interface ApprovedEnd extends Offboarding {
  readonly purge: NonNullable<Offboarding["purge"]>;
}

/**
 * What is agreed about the end of a tenant that may be deleted today.
 *
 * @throws UserError when it has not left, when its retention runs, and when a hold stands.
 */
export async function requirePurgeable({ tenant, states }: LeavingTenant, { today }: Context): Promise<Offboarding> {
  const { id } = tenant.resolved;
  const { offboarding, state } = tenant.manifest.spec;
  if (state !== "offboarded" || offboarding === undefined) {
    const is = state === "offboarded" ? "has left, and nothing says until when its data is kept" : `is ${state}`;
    throw new UserError(`${id} ${is}: only what an agreed end lets go is deleted. First: tenantry offboard ${id}`);
  }
  const reason = whyRetained(offboarding, today);
  if (reason !== undefined) throw new UserError(visible(`${id} is not deleted. ${reason}`), exitCodes.findings);
  if (!offboarding.provisioned && (await states.read(id)) !== undefined) {
    throw new UserError(
      `${id} is not deleted: its manifest says that it never had anything (spec.offboarding.provisioned: false), and its state has ` +
        "something. Correct the manifest, so that the data is kept as long as was promised.",
      exitCodes.findings,
    );
  }
  return offboarding;
}

/** Writes into the manifest who approves the deletion, unless it says so already: from then on nothing of the tenant is rendered. */
export function approvePurge(
  { tenant, file, text, opened }: LeavingTenant,
  offboarding: Offboarding,
  options: PurgeOptions,
  context: Context,
): ApprovedEnd {
  if (offboarding.purge !== undefined) return { ...offboarding, purge: offboarding.purge };
  const { id } = tenant.resolved;
  if (options.by === undefined) {
    throw new UserError(
      `Somebody has to approve that ${id} is deleted: --by NAME@COMPANY, or spec.offboarding.purge in its manifest.`,
      exitCodes.approvalNeeded,
    );
  }
  const approved: ApprovedEnd = { ...offboarding, purge: { approved: context.today, by: options.by } };
  const edited = editedText(writeEnd(text, approved), file);
  judgeChange({ name: file.name, text: edited }, "change", options, "purge", context);
  replaceManifest(opened.directory, file, edited);
  context.note(visible(`${file.path} says that ${options.by} has approved it: commit it.`));
  return approved;
}

/**
 * The tenant with all that is to be deleted, as it was before its deletion was approved: the engine lifts protections by what a program
 * renders.
 *
 * @throws InvalidEstateError when the estate is not valid with it.
 */
export function wholeTenant(
  { tenant, file, text }: LeavingTenant,
  { requested, retainUntil }: Offboarding,
  { estate: directory }: PurgeOptions,
  { workingDirectory, today }: Context,
): EstateTenant {
  const edited = editedText(writeEnd(text, { requested, retainUntil, provisioned: true }), file);
  const proposed = { name: file.name, text: edited };
  const { estate, files, diagnostics } = openEstate(directory, workingDirectory, { today }, proposed);
  const whole = estate?.tenants.find(({ resolved }) => resolved.id === tenant.resolved.id);
  if (whole === undefined) throw new InvalidEstateError(diagnostics, files);
  return whole;
}
