import { visible } from "../../core/diagnostics/visible.ts";
import { editDocument } from "../../core/documents/editDocument.ts";
import { parseDocument } from "../../core/documents/parseDocument.ts";
import { textOf, type SourceFile } from "../../core/documents/sourceFile.ts";
import { partAt } from "../../core/documents/sourceMap.ts";
import type { ResumeDocument, SuspendDocument } from "../../core/results/suspension.ts";
import { tenantSchema } from "../../core/schema/tenant.ts";
import { resumed, suspended, type Suspension } from "../../core/suspension/suspension.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { changeManifest } from "../changeManifest.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { editedText, manifestOf } from "../manifestFile.ts";
import type { SuspendOptions } from "../moveVerbs.ts";

type EditOptions = Omit<SuspendOptions, "reason" | "note" | "change">;

/** Writes into a tenant's manifest that it is suspended, and why. Touches nothing that runs. */
export function suspend(id: string, options: SuspendOptions, context: Context): number {
  const { directory, file, state, current } = open(id, options, context);
  if (state === "offboarded") throw new UserError(`${id} is offboarded; there is nothing to suspend.`);
  const suspension = reasonOf(id, state === "suspended" ? current : undefined, options, context);
  const isSuspended = state === "suspended" && current !== undefined;
  const { reason, since, note } = suspension;
  const text = editedText(
    isSuspended
      ? editDocument(textOf(file), ["spec", "suspension"], { reason, since, ...(note !== undefined && { note }) })
      : suspended(textOf(file), suspension),
    file,
  );
  const edit = { tenant: id, ...changeManifest("suspend", { directory, file, text }, options, context) };
  if (options.json) context.print(visibleJson({ verb: "suspend", ...edit, suspension } satisfies SuspendDocument));
  else tell(edit, `${id} is suspended since ${since} already, for the same reason; nothing changes.`, options, context);
  return exitCodes.done;
}

/** Takes a tenant's suspension out of its manifest. Touches nothing that runs. */
export function resume(id: string, options: EditOptions, context: Context): number {
  const { directory, file, state, current } = open(id, options, context);
  if (state === "offboarded") throw new UserError(`${id} is offboarded, not suspended.`);
  const text = editedText(resumed(textOf(file)), file);
  const edit = { tenant: id, ...changeManifest("resume", { directory, file, text }, options, context) };
  const document: ResumeDocument = { verb: "resume", ...edit, ...(current !== undefined && { ended: current }) };
  if (options.json) context.print(visibleJson(document));
  else tell(edit, `${id} is not suspended; nothing changes.`, options, context);
  return exitCodes.done;
}

interface Opened {
  readonly directory: string;
  readonly file: SourceFile;
  readonly state: unknown;
  readonly current: Suspension | undefined;
}

/** The manifest as it stands: also one that is wrong, which this may mend. */
function open(id: string, options: EditOptions, context: Context): Opened {
  const { directory, files } = openEstate(options.estate, context.workingDirectory, { today: context.today });
  const file = manifestOf(id, files);
  const manifest = parseDocument(file).document?.value;
  const current = tenantSchema.shape.spec.shape.suspension.safeParse(partAt(manifest, ["spec", "suspension"])).data;
  return { directory, file, state: partAt(manifest, ["spec", "state"]), current };
}

function reasonOf(
  id: string,
  current: Suspension | undefined,
  { reason, note, change }: SuspendOptions,
  { today }: Context,
): Suspension {
  if (current === undefined) return { reason, since: today, ...(note !== undefined && { note }) };
  const isSame = current.reason === reason && (note === undefined || note === current.note);
  if (isSame) return current;
  if (change) return { reason, since: current.since, ...(note !== undefined && { note }) };
  const why = current.note === undefined ? current.reason : `${current.reason} (${current.note})`;
  throw new UserError(
    visible(`${id} is suspended since ${current.since}: ${why}. To give another reason or note, say --change as well.`),
  );
}

function tell(
  { tenant, diff }: Pick<ResumeDocument, "tenant" | "diff">,
  nothing: string,
  { dryRun }: EditOptions,
  context: Context,
): void {
  if (diff === "") {
    context.print(visible(nothing));
    return;
  }
  context.print(diff);
  context.note(dryRun ? "Nothing is written." : `Next: tenantry up ${tenant}`);
}
