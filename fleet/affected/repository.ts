import { existsSync } from "node:fs";
import { join } from "node:path";

import { lastLines, type Environment } from "../../tools/process.ts";
import { BaseError, gitIn, type Git } from "./git.ts";

/** The git repository that an estate lies in. */
export interface Repository {
  /** The directory with the working tree, absolute. */
  readonly root: string;
  /** The estate's directory below it, with a slash at its end; empty where it is the root. */
  readonly prefix: string;
  /** Whether history is cut off, as CI checks out by default. */
  readonly isShallow: boolean;
  /** Git at the root. */
  readonly git: Git;
}

/**
 * Finds the repository that a directory lies in.
 *
 * @throws BaseError when there is none, or git does not trust it.
 */
export async function openRepository(
  directory: string,
  environment: Environment,
  signal?: AbortSignal,
): Promise<Repository> {
  if (!existsSync(directory)) throw new BaseError(`${directory} does not exist.`);
  const asked = ["rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel"];
  const { code, stdout, stderr } = await gitIn(directory, environment, signal).run(asked);
  if (code !== 0) {
    throw new BaseError(
      stderr.includes("not a git repository")
        ? `${directory} is in no git repository, so there is nothing to compare with. --affected needs one.`
        : `git cannot read the repository of ${directory}: ${lastLines(stderr, 5)}`,
    );
  }
  const [shallow, prefix = "", ...root] = stdout.replace(/\n$/, "").split("\n");
  const path = root.join("\n");
  return { root: path, prefix, isShallow: shallow === "true", git: gitIn(path, environment, signal) };
}

/** Whether files at these paths, from the root, differ between a commit and the working tree; files that git ignores do not count. */
export async function differ({ git }: Repository, commit: string, paths: readonly string[]): Promise<boolean> {
  const tracked = await git.run(["diff", "--quiet", "--no-ext-diff", commit, "--", ...paths]);
  if (tracked.code !== 0 && tracked.code !== 1) throw new BaseError(`git diff fails: ${lastLines(tracked.stderr, 3)}`);
  if (tracked.code === 1) return true;
  return (await git.read(["ls-files", "--others", "--exclude-standard", "--", ...paths])) !== "";
}

/**
 * Writes what a commit has into a directory, at the same paths below it. Done with an index of its own instead of a worktree of
 * git's: the repository learns nothing of it, so that nothing is left there when this process is killed.
 *
 * @param prefix the directory from the root to write, with a slash at its end; empty for all.
 * @param to an empty directory.
 * @returns false when the commit has no such directory.
 */
export async function exportTree(repository: Repository, commit: string, prefix: string, to: string): Promise<boolean> {
  const { git } = repository;
  const index = { GIT_INDEX_FILE: join(to, ".git-index") };
  const tree = `${commit}:${prefix.replace(/\/$/, "")}`;
  if ((await git.run(["rev-parse", "--verify", "--quiet", tree])).code !== 0) return false;
  await git.read(["read-tree", ...(prefix === "" ? [] : [`--prefix=${prefix}`]), tree], index);
  await git.read(["checkout-index", "--all", "--force", `--prefix=${to}/`], index);
  return true;
}
