import { lastLines, runProcess, type Environment, type ProcessResult } from "../../tools/process.ts";

/** What keeps an earlier state of the estate from being looked at; told to the user as it is. */
export class BaseError extends Error {
  override readonly name = "BaseError";
}

/** Variables by which hooks tell git of one repository; here it is found by the directory alone. */
const ofHooks = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"];

/** Runs git in a directory, without a shell. */
export interface Git {
  /** How it ended, whatever that is. */
  readonly run: (args: readonly string[], environment?: Environment) => Promise<ProcessResult>;
  /**
   * What it wrote to standard output, without the line end.
   *
   * @throws BaseError when it fails.
   */
  readonly read: (args: readonly string[], environment?: Environment) => Promise<string>;
}

/** Git in a directory. Nothing of the repository is changed by it, no hook is run and nobody is asked for a password. */
export function gitIn(directory: string, environment: Environment, signal?: AbortSignal): Git {
  const inherited = Object.fromEntries(Object.entries(environment).filter(([name]) => !ofHooks.includes(name)));
  const own = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_LITERAL_PATHSPECS: "1", LC_ALL: "C" };
  const run: Git["run"] = async (args, more = {}) => {
    try {
      const env = { ...inherited, ...own, ...more };
      return await runProcess("git", ["-c", "core.hooksPath=/dev/null", ...args], { cwd: directory, env, signal });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new BaseError("git is not on PATH, and what a change affects is read from it. Install git.");
    }
  };
  return {
    run,
    read: async (args, more) => {
      const { code, stdout, stderr } = await run(args, more);
      if (code === 0) return stdout.replace(/\n$/, "");
      throw new BaseError(`git ${args[0] ?? ""} fails: ${lastLines(stderr, 3) || `exit code ${String(code)}`}`);
    },
  };
}
