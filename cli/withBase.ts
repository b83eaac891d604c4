import type { Base } from "../fleet/affected/base.ts";
import { BaseError } from "../fleet/affected/git.ts";
import { openBase, type BaseOptions } from "../fleet/affected/openBase.ts";
import { openRenderPool, type RenderPool } from "../fleet/affected/renderPool.ts";
import { exitCodes, UserError, type Context } from "./context.ts";
import { interruptSignal } from "./interrupt.ts";
import { countProgress } from "./progress.ts";

/** What tenants are to be compared with, and for what. */
export interface BaseTask extends Pick<BaseOptions, "directory" | "reference" | "toRender"> {
  /** For what is told meanwhile. */
  readonly verb: string;
  /** How many tenants are compared. */
  readonly total: number;
}

/** What a comparison works with. */
export interface Comparing {
  readonly base: Base;
  readonly pool: RenderPool;
  /** Told how many tenants are done, whenever it is one more. */
  readonly onProgress: (done: number) => void;
}

/**
 * Compares tenants with an earlier commit's, tells how far that is, and leaves nothing of it behind.
 *
 * @throws UserError when there is no such commit, or it is interrupted.
 */
export async function withBase<Result>(
  { directory, reference, toRender, verb, total }: BaseTask,
  context: Context,
  compare: (comparing: Comparing) => Promise<Result>,
): Promise<Result> {
  const { today, environment, note } = context;
  const signal = interruptSignal(context);
  const pool = openRenderPool({ signal });
  const { onProgress, end } = countProgress(verb, "tenants", total, context);
  try {
    const base = await openBase({ directory, reference, today, environment, toRender, onProgress: note, signal });
    try {
      return await compare({ base, pool, onProgress });
    } finally {
      base.close();
    }
  } catch (error) {
    if (signal.aborted) throw new UserError("interrupted: nothing was touched", exitCodes.interrupted);
    if (error instanceof BaseError) throw new UserError(error.message);
    throw error;
  } finally {
    end();
    await pool.close();
  }
}
