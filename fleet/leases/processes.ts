import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, so that it can be told from another that has got its number. */
export interface ProcessIdentity {
  /** The machine's name, for people. */
  readonly host: string;
  /**
   * Where process numbers mean the same: one start of one machine, and there one space of numbers (containers have their own). Null where
   * that cannot be told, as elsewhere than on Linux.
   */
  readonly place: string | null;
  readonly pid: number;
  /** When it was started, in the kernel's ticks since the machine was (proc(5), stat, field 22); 0 where that cannot be told. */
  readonly startTime: number;
}

/** What is known of a process: `unknown` where its numbers are of another place. */
export type Liveness = "alive" | "dead" | "unknown";

/** What this module reads: files as text, undefined when they are not there, and where links lead. */
export interface ProcessFiles {
  readonly read: (path: string) => string | undefined;
  readonly link: (path: string) => string | undefined;
}

/** This process. */
export function thisProcess(files = procFiles): ProcessIdentity {
  const { pid } = process;
  return { host: hostname(), place: placeOf(files), pid, startTime: startTimeOf(pid, files) };
}

/** Says whether a process lives, from what the kernel says of its number here. */
export function livenessOf(
  { place, pid, startTime }: Pick<ProcessIdentity, "place" | "pid" | "startTime">,
  files = procFiles,
): Liveness {
  const here = placeOf(files);
  if (here === null || here !== place || startTime === 0) return "unknown";
  return startTimeOf(pid, files) === startTime ? "alive" : "dead";
}

/** When a process was started; 0 where there is none by that number that still runs, or it cannot be told. */
export function startTimeOf(pid: number, files = procFiles): number {
  const status = files.read(`/proc/${String(pid)}/stat`) ?? "";
  // The second field is the program's name in brackets and may hold anything.
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  // One that nobody has waited for is listed still, and does nothing any more.
  return /^[ZXx]$/.test(fields[0] ?? "") ? 0 : Number(fields[19] ?? 0);
}

function placeOf(files: ProcessFiles): string | null {
  const boot = files.read("/proc/sys/kernel/random/boot_id")?.trim();
  const numbers = files.link("/proc/self/ns/pid");
  return boot === undefined || numbers === undefined ? null : `${boot} ${numbers}`;
}

const procFiles: ProcessFiles = {
  read: (path) => unlessAbsent(() => readFileSync(path, "utf8")),
  link: (path) => unlessAbsent(() => readlinkSync(path)),
};

function unlessAbsent(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
