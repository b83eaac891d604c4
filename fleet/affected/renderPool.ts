import { availableParallelism } from "node:os";
import PQueue from "p-queue";

import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import { Threads } from "../threads/threads.ts";
import { notRendered } from "./notRendered.ts";

/** More threads than this gain little beside what they hold: the SDK, and a heap each. */
const mostThreads = 4;

/** A tenant of 120 resources needs a heap of 120 MiB; its resources are copied on their way out. */
const enoughMiB = 256;

/** Renders tenants, as many at a time as is useful; the others wait. */
export interface RenderPool {
  /** Never throws for what is wrong with the tenant; rejects where its signal has aborted. */
  readonly render: (resolved: ResolvedTenant) => Promise<RenderedTenant>;
  readonly close: () => Promise<void>;
}

/** How tenants are rendered. All has a default. */
export interface RenderPoolOptions {
  /** How many threads at most; 0 for the caller's own. Default: by the machine. */
  readonly threads?: number;
  /** Aborts: what has not begun is not rendered. */
  readonly signal?: AbortSignal | undefined;
}

/** Opens threads that render; none is started before there is something to render. */
export function openRenderPool({
  threads: count = Math.min(mostThreads, availableParallelism()),
  signal = new AbortController().signal,
}: RenderPoolOptions = {}): RenderPool {
  const queue = new PQueue({ concurrency: Math.max(1, count) });
  const threads = new Threads<ResolvedTenant, RenderedTenant>(new URL("./renderThread", import.meta.url), {
    limits: { maxOldGenerationSizeMb: enoughMiB },
  });
  const renderOne = async (resolved: ResolvedTenant): Promise<RenderedTenant> => {
    signal.throwIfAborted();
    if (count === 0) return (await import("./renderResolved.ts")).renderResolved(resolved);
    const ended = await threads.run({ task: resolved, signal });
    if ("result" in ended) return ended.result;
    return notRendered(
      resolved,
      `The program of the tenant "${resolved.id}" ended the thread that rendered it: ${ended.crash}.`,
    );
  };
  return {
    render: (resolved) => queue.add(() => renderOne(resolved)),
    close: () => threads.close(),
  };
}
