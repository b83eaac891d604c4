import type { StackStep } from "../stackSteps.ts";
import { idOf } from "../stackSubject.ts";
import type { Look, LookAt, Looked } from "./look.ts";
import { mend, removeForeign, type Tell } from "./repair.ts";
import type { Repair } from "./results.ts";

/** What a repair works with. */
export interface Repairing {
  /** How the looks ended that found the drift, by the tenant's id. */
  readonly before: ReadonlyMap<string, Looked>;
  readonly lookAt: LookAt;
  /** Nothing more is mended when it has aborted. */
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  /** Told how each repair went. */
  readonly onRepaired: (tenant: string, repair: Repair) => void;
}

/**
 * Repairs what has drifted around an `up` that refreshes: before it, what the engine does not see is taken away, since what opens an
 * environment is closed at once and the engine takes its time; after it, what the engine does not compare is put right. Then it is looked
 * again, because what a repair has done is what a look finds.
 */
export function repairStep({ before, lookAt, signal, note, onRepaired }: Repairing): StackStep {
  return async (task, next) => {
    const id = idOf(task.subject);
    const problems: string[] = [];
    const tell: Tell = {
      done: (line) => {
        note(`${id}: ${line}`);
      },
      kept: (line) => void problems.push(line),
    };
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      await work().catch((error: unknown) => {
        problems.push(error instanceof Error ? error.message : String(error));
      });
    };
    const lookAgain = async (): Promise<Looked[]> => [...(await lookAt([id], 1)).values()];

    const { comparisons = [] } = lookOf(before.get(id)) ?? {};
    await attempt(() => removeForeign(comparisons, tell));
    await attempt(() => mend(comparisons, "removals", tell));
    const outcome = await next(task);
    const looks = await lookAgain();
    const { comparisons: left = [] } = lookOf(looks[0]) ?? {};
    if (!signal.aborted && left.some(({ inexact }) => inexact.length > 0)) {
      await attempt(() => mend(left, "patch", tell));
      looks.push(...(await lookAgain()));
    }
    onRepaired(id, { outcome, problems, looks });
    return outcome;
  };
}

/** What a look found; undefined where it found nothing of the tenant, or did not come to an end. */
export function lookOf(looked: Looked | undefined): Look | undefined {
  return looked !== undefined && "look" in looked ? looked.look : undefined;
}
