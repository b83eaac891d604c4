import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import { lastLines, runProcess } from "../../tools/process.ts";

/** What a command took. */
export interface Measurement {
  readonly seconds: number;
  /** The most memory that all its processes held at once, shared pages counted once per process. */
  readonly peakMiB: number;
}

/**
 * Runs a command to its end and measures it with everything that it starts, whatever process group that is in: a mark in
 * the environment tells its processes. Reads /proc, so it needs Linux.
 *
 * @throws Error with the command's output when it fails.
 */
export async function measure(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Measurement> {
  const mark = randomUUID();
  let peakKiB = 0;
  const sampler = setInterval(() => {
    peakKiB = Math.max(peakKiB, residentKiB(`TENANTRY_BENCH=${mark}`));
  }, 250);
  const started = performance.now();
  const env = { ...options.env, TENANTRY_BENCH: mark };
  const { code, stdout, stderr } = await runProcess(program, args, { cwd: options.cwd, env }).finally(() => {
    clearInterval(sampler);
  });
  if (code !== 0) {
    const said = lastLines(stdout + stderr, 40);
    throw new Error(`${program} ${args.join(" ")} ended with ${String(code)}\n${said}`);
  }
  return { seconds: (performance.now() - started) / 1000, peakMiB: peakKiB / 1024 };
}

function residentKiB(mark: string): number {
  let sum = 0;
  for (const id of readdirSync("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    try {
      if (!readFileSync(`/proc/${id}/environ`, "utf8").split("\0").includes(mark)) continue;
      sum += Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
  return sum;
}
