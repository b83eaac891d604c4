import { didYouMean } from "../core/diagnostics/nearest.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { textOf, type SourceFile } from "../core/documents/sourceFile.ts";
import type { EstateTenant } from "../core/estate/estate.ts";
import { openStates, type StackStates } from "../fleet/engine/stackStates.ts";
import { prepareWorkspace, type Workspace } from "../fleet/workspace.ts";
import { UserError, type Context } from "./context.ts";
import type { OpenedEstate } from "./selectedTenants.ts";

import { openValidEstate } from "./openValidEstate.ts";
import type { CommonOptions } from "./program.ts";
import { pulumiFinder } from "./runStacks.ts";

/** A tenant for the verbs about its end. */
export interface LeavingTenant {
  readonly opened: OpenedEstate;
  readonly tenant: EstateTenant;
  /** Its manifest, as it was read. */
  readonly file: SourceFile;
  /** The manifest's text. */
  readonly text: string;
  readonly workspace: Workspace;
  readonly states: StackStates;
}

/**
 * Opens the estate and finds a tenant of it.
 *
 * @throws UserError when it has none; with what to do where the manifest of a tenant is gone that has something.
 */
export async function openLeavingTenant(
  id: string,
  options: CommonOptions,
  verb: string,
  context: Context,
): Promise<LeavingTenant> {
  const opened = openValidEstate(options, verb, context);
  const { estate, directory, files } = opened;
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  const states = openStates(workspace, pulumiFinder(context));
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === id);
  const file = files.find(({ name }) => name === tenant?.document.name);
  if (tenant === undefined || file === undefined) {
    throw new UserError(
      visible(`The estate has no tenant "${id}".`) +
        ` ${await whatToDo(
          id,
          estate.tenants.map(({ resolved }) => resolved.id),
          states,
        )}`,
    );
  }
  return { opened, tenant, file, text: textOf(file), workspace, states };
}

async function whatToDo(id: string, known: readonly string[], states: StackStates): Promise<string> {
  const names = await states.names();
  const state = names.has(id) ? await states.read(id) : undefined;
  if (state === undefined) return didYouMean(id, known) ?? `Tenants: ${known.join(", ") || "none"}.`;
  return (
    `A stack of that name has ${String(state.resources)} resources: its manifest was deleted, and what it has runs on. ` +
    `Put the manifest back, such as by git, and give this again; a manifest is deleted when \`purge\` has come to its end.`
  );
}
