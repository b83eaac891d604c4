import { spawnSync } from "node:child_process";

/** A command line: the program, then its arguments. */
export type CommandLine = readonly [string, ...string[]];

/**
 * The command that runs another one with an empty disk of `size` (such as `4k`) mounted at `directory`. Only that command sees
 * the disk, and it is gone with it.
 */
export function onSmallDisk(directory: string, size: string, command: CommandLine): CommandLine {
  const script = 'mount -t tmpfs -o "size=$1" tenantry "$2" && shift 2 && exec "$@"';
  return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", size, directory, ...command];
}

/** Why {@link onSmallDisk} cannot work on this machine; undefined when it can. */
export function noSmallDisk(): string | undefined {
  const [program, ...args] = onSmallDisk("/tmp", "4k", ["true"]);
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return undefined;
  return `no disk can be mounted here: ${error?.message ?? stderr.trim()}`;
}
