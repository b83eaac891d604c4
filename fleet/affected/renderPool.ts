import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import { openThreadPool, threadEnded } from "../threads/threadPool.ts";
import { notRendered } from "./notRendered.ts";

/** A tenant of 120 resources needs a heap of 120 MiB; its resources are copied on their way out. */
const enoughMiB = 256;

/** Renders tenants, as many at a time as is useful; the others wait. */
export interface RenderPool {
  /** Never throws for what is wrong with the tenant; rejects where its signal has aborted. */
  readonly render: (resolved: ResolvedTenant) => Promise<RenderedTenant>;
  /** Lets what is under way finish, and renders nothing more. */
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
export function openRenderPool({ threads, signal }: RenderPoolOptions = {}): RenderPool {
  const { run, close } = openThreadPool<ResolvedTenant, RenderedTenant>({
    program: new URL("./renderThread", import.meta.url),
    here: async (resolved) => (await import("./renderResolved.ts")).renderResolved(resolved),
    crashed: (resolved, reason) => notRendered(resolved, threadEnded(resolved.id, reason)),
    heapMiB: enoughMiB,
    threads,
    signal,
  });
  return { render: run, close };
}
