import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { copyEstate, type TestEstate } from "./cli.ts";

/** Who commits in tests; nothing of this user's own settings counts. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@tenantry.example",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@tenantry.example",
};

/** An estate in a git repository of its own, with all of it committed on `main`. */
export interface GitEstate {
  /** The estate's directory. */
  readonly estate: string;
  readonly files: TestEstate;
  /** Runs git at the repository's root, and returns what it wrote. */
  readonly git: (...args: readonly string[]) => string;
  /** Commits everything, and returns the commit. */
  readonly commit: () => string;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly move: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
}

/** Runs git in a directory, and returns what it wrote. @throws Error with what it has against it. */
export function gitAt(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", [...args], {
    cwd: directory,
    env: gitEnvironment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** Makes a repository of the tests' own estate, which lies in `estate/` of it. */
export function gitEstate(): GitEstate {
  const files = copyEstate("base");
  const estate = join(files.directory, "estate");
  const git = (...args: readonly string[]): string => gitAt(files.directory, ...args);
  const commit = (): string => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "a commit");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch", "main");
  commit();
  const at = (file: string): string => join(estate, file);
  return {
    estate,
    files,
    git,
    commit,
    read: (file) => readFileSync(at(file), "utf8"),
    write: (file, text) => {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    move: (from, to) => {
      mkdirSync(dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
    },
    remove: (file) => {
      rmSync(at(file));
    },
  };
}
