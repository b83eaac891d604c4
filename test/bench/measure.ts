import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

import { lastLines, runProcess } from "../../tools/process.ts";
import { processesWith } from "../helpers/processesWith.ts";

/** What a command took. */
export interface Measurement {
  readonly seconds: number;
  /** Processor time of all that it started and that has ended, in seconds. */
  readonly processorSeconds: number;
  /** The most memory that all its processes held at once, shared pages counted once per process. */
  readonly peakMiB: number;
  /** The most that processes of one program held at once, by the name of its file, of what runs beside it too. */
  readonly peakOf: ReadonlyMap<string, number>;
  readonly stdout: string;
}

/** Where and how a command runs. */
interface MeasureOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The {@link benchMark} of processes that run beside it and are looked at too. */
  readonly beside?: string;
}

/** The variable that tells processes of one command from all others. */
export const benchMark = "TENANTRY_BENCH";

/**
 * Runs a command to its end and measures it with everything that it starts, whatever process group that is in: a mark in
 * the environment tells its processes. Reads /proc, so it needs Linux.
 *
 * @throws Error with the command's output when it fails.
 */
export async function measure(
  program: string,
  args: readonly string[],
  { cwd, env, beside }: MeasureOptions,
): Promise<Measurement> {
  const mark = randomUUID();
  let peakKiB = 0;
  const peaksKiB = new Map<string, number>();
  const sampler = setInterval(() => {
    const own = residentKiB(`${benchMark}=${mark}`);
    peakKiB = Math.max(
      peakKiB,
      [...own.values()].reduce((sum, one) => sum + one, 0),
    );
    const others = beside === undefined ? [] : residentKiB(`${benchMark}=${beside}`);
    for (const [name, size] of [...own, ...others]) peaksKiB.set(name, Math.max(peaksKiB.get(name) ?? 0, size));
  }, 250);
  const started = performance.now();
  const processorBefore = endedProcessorSeconds();
  const { code, stdout, stderr } = await runProcess(program, args, {
    cwd,
    env: { ...env, [benchMark]: mark },
  }).finally(() => {
    clearInterval(sampler);
  });
  if (code !== 0) {
    const said = lastLines(stdout + stderr, 40);
    throw new Error(`${program} ${args.join(" ")} ended with ${String(code)}\n${said}`);
  }
  return {
    seconds: (performance.now() - started) / 1000,
    processorSeconds: endedProcessorSeconds() - processorBefore,
    peakMiB: peakKiB / 1024,
    peakOf: new Map([...peaksKiB].map(([name, size]) => [name, size / 1024])),
    stdout,
  };
}

/** The memory of all processes with a variable in their environment, by program. */
function residentKiB(variable: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const pid of processesWith(variable)) {
    const id = String(pid);
    try {
      const name = basename(readlinkSync(`/proc/${id}/exe`));
      const size = Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0);
      sums.set(name, (sums.get(name) ?? 0) + size);
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
  return sums;
}

/** How often a second the kernel counts processor time for programs (proc(5), sysconf(_SC_CLK_TCK)): 100 on every common machine. */
const ticks = 100;

/** Processor time of all children that have ended, and theirs: `cutime` and `cstime` of proc(5). */
function endedProcessorSeconds(): number {
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
  return (user + system) / ticks;
}
