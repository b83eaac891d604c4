import type { EstateManifest } from "../../core/schema/estate.ts";
import type { EngineProcess } from "../engine/engineProcess.ts";
import { openDeployments, type FindPulumi } from "../engine/stackStates.ts";
import { cellsOfSubject, stackNameOf, type StackSubject } from "../stackSubject.ts";
import type { Workspace } from "../workspace.ts";
import { eachOnce, type Holding } from "./holding.ts";
import { cellsOf, knownState } from "./knownState.ts";
import { placesOf } from "./places.ts";
import { isSettled, settlementOf, type Settlement } from "./settlement.ts";
import { settledDeployment } from "./settledDeployment.ts";
import { openTargets } from "./targets.ts";

/** What settling a stack came to. */
export type Settled =
  /** Nothing was in question; or all was decided, and this was done. */
  | { readonly settled: Pick<Settlement, "adopt" | "clear" | "read"> }
  /** Something cannot be decided; nothing was touched. */
  | { readonly findings: readonly string[] };

/** Settles stacks of an estate. */
export interface Settler {
  /** Whether a stack's state alone says that something is to be settled. */
  readonly isDoubtful: (subject: StackSubject) => Promise<boolean>;
  /** Asks the targets and settles. Throws when they cannot be asked, or the engine cannot do it. */
  readonly settle: (subject: StackSubject, signal: AbortSignal) => Promise<Settled>;
}

/** What settling works with. */
interface SettlerOptions {
  readonly manifest: EstateManifest;
  readonly workspace: Workspace;
  readonly findPulumi: FindPulumi;
  /** Told of each process of the engine's when it starts. */
  readonly onEngine: (subject: StackSubject, process: EngineProcess) => void;
}

/** Opens what settles the stacks of an estate. Targets are reached when they are first asked. */
export function openSettler({ manifest, workspace, findPulumi, onEngine }: SettlerOptions): Settler {
  const { cells } = manifest.spec;
  const { read } = openDeployments(workspace, findPulumi);
  const ask = openTargets(manifest, workspace);
  const places = placesOf(manifest);
  return {
    isDoubtful: async (subject) => {
      const { resources, creating, changing, unread, destroying, hasRun } = knownState(
        await read(stackNameOf(subject)),
      );
      // A stack whose first run failed has no word of its own that it ended well.
      return destroying || creating.length + changing.length + unread.length > 0 || (resources.length > 0 && !hasRun);
    },
    settle: async (subject, signal) => {
      const stack = stackNameOf(subject);
      const deployment = await read(stack);
      if (deployment === undefined) return { settled: { adopt: [], clear: [], read: [] } };
      const state = knownState(deployment);
      const ids = new Set([...cellsOf(state), ...cellsOfSubject(subject).map(({ id }) => id)]);
      const holdings: Holding[] = [];
      for (const cell of cells) if (ids.has(cell.id)) holdings.push(...(await ask(cell, stack)));
      const settlement = settlementOf(state, eachOnce(holdings, places), await render(subject), places);
      if (settlement.findings.length > 0) return { findings: settlement.findings };
      if (isSettled(settlement)) return { settled: settlement };
      const { adopt, clear, read: reread } = settlement;
      const { rewriteState } = await import("../engine/rewriteState.ts");
      const isNew = adopt.length + clear.length + state.changing.length > 0;
      await rewriteState({
        stack,
        workspace,
        pulumiRoot: await findPulumi(),
        signal,
        rewrite: isNew ? (current) => settledDeployment(current, settlement) : undefined,
        read: [...new Set([...adopt.map(({ urn }) => urn), ...reread])],
        onStarted: (process) => {
          onEngine(subject, process);
        },
      });
      return { settled: settlement };
    },
  };
}

/** The SDK is loaded for stacks that are in doubt alone. */
async function render(subject: StackSubject) {
  const { renderCell, renderTenant } = await import("../engine/render.ts");
  return subject.kind === "cell" ? renderCell(subject.cell, subject.shared) : renderTenant(subject.resolved);
}
