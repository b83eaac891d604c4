import { readFileSync } from "node:fs";
import { join } from "node:path";

import { hasErrors, type Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { textOf, type SourceFile } from "../../core/documents/sourceFile.ts";
import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import { carriedOut } from "../../core/moves/editMove.ts";
import { listMoves } from "../../core/moves/listMoves.ts";
import type { DueMovesDocument, ListedMove, MovesDocument } from "../../core/results/moves.ts";
import type { StackStates } from "../../fleet/engine/stackStates.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatDueMoves, formatMoves } from "../../reports/movesReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { editedText, manifestOf, replaceManifest } from "../manifestFile.ts";
import type { MovesOptions } from "../moveVerbs.ts";
import { judgeMade, openToMove, runsOf, statesOf } from "../moving.ts";

type DueMove = DueMovesDocument["moves"][number];

/** Lists the pending moves of all tenants. */
export function moves(options: MovesOptions, context: Context): number {
  const { estate } = openToMove(options, "moves", context);
  const document: MovesDocument = { verb: "moves", moves: listOf(estate, context) };
  context.print(options.json ? visibleJson(document) : formatMoves(document));
  return exitCodes.done;
}

/**
 * Carries out the pending moves that are due, in the manifests: one after the other, so that a run that is killed has made some of them
 * wholly and the next makes the others. What is refused of one keeps no other.
 */
export async function carryOutDue(options: MovesOptions, context: Context): Promise<number> {
  const { estate, directory, files } = openToMove(options, "moves", context);
  const states = statesOf(estate, directory, context);
  const done: DueMove[] = [];
  for (const due of listOf(estate, context)
    .filter((move) => move.due)
    .toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1))) {
    const tenant = estate.tenants.find(({ resolved }) => resolved.id === due.tenant);
    if (tenant === undefined) throw new TypeError("a tenant with a pending move is one of the estate's");
    done.push(await carryOut(due, { tenant, directory, files, states }, options, context));
  }
  const document: DueMovesDocument = { verb: "moves --due", moves: done };
  context.print(options.json ? visibleJson(document) : formatDueMoves(document));
  const moved = [...new Set(done.filter(({ result }) => result === "moved").map(({ tenant }) => tenant))];
  if (moved.length > 0) context.note(`Next: tenantry up ${moved.join(" ")}`);
  else if (options.dryRun && done.length > 0) context.note("Nothing is written.");
  const refused = done.filter(({ result }) => result === "refused").length;
  if (refused === 0) return exitCodes.done;
  return refused === done.length ? exitCodes.findings : exitCodes.someFailed;
}

function listOf({ tenants, manifest }: Estate, { today, now }: Context): ListedMove[] {
  const manifests = tenants.map((tenant) => tenant.manifest);
  return listMoves(manifests, { today, now }, manifest.spec.freezes);
}

interface Surroundings {
  readonly tenant: EstateTenant;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly states: StackStates;
}

async function carryOut(
  due: ListedMove,
  { tenant, directory, files, states }: Surroundings,
  options: MovesOptions,
  context: Context,
): Promise<DueMove> {
  if (due.waits !== undefined) return { ...due, result: "waits", refused: [] };
  const index = tenant.resolved.subscriptions.findIndex(({ name }) => name === due.subscription);
  const [pending, resolved] = [
    tenant.manifest.spec.subscriptions[index]?.pending,
    tenant.resolved.subscriptions[index],
  ];
  if (pending === undefined || resolved === undefined) throw new TypeError("a listed move is a subscription's");
  const refusal = (refused: readonly Diagnostic[]): DueMove => ({ ...due, result: "refused", refused: [...refused] });
  try {
    // As it is now: an earlier move of the same tenant may have changed it.
    const read = manifestOf(due.tenant, files);
    const file = { ...read, bytes: readFileSync(join(directory, read.name)) };
    const text = editedText(carriedOut(textOf(file), index, pending), file);
    const judge = { today: context.today, retired: "warning" } as const;
    const proposed = { name: file.name, text };
    const opened = openEstate(options.estate, context.workingDirectory, judge, proposed);
    if (opened.estate === undefined) return refusal(opened.diagnostics.filter((one) => hasErrors([one])));
    const runs = await runsOf({ tenant, resolved }, states, context);
    const { judgement } = judgeMade(opened.estate, { tenant, index }, runs, context.today);
    if (judgement.refused.length > 0) return refusal(judgement.refused);
    if (!options.dryRun) replaceManifest(directory, file, text);
    return { ...due, result: options.dryRun ? "would-move" : "moved", refused: [] };
  } catch (error) {
    // What the disk does not let be done for one tenant keeps no other.
    if (!(error instanceof UserError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return { ...due, result: "refused", refused: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
