import path from "node:path";

import { installOnce, isDiskError, type OnProgress } from "./cache.ts";
import { cacheDirectory } from "./cacheDirectory.js";
import { ToolchainError } from "./errors.ts";
import { packageRoot } from "./packageRoot.ts";
import { type Environment, findOnPath, lastLines, runProcess } from "./process.ts";

/** A tool of Python's that can be started. */
export interface PythonTool {
  /** The `python3` that it was installed for. */
  readonly python: string;
  /** The folder with its packages, for `PYTHONPATH`. */
  readonly packages: string;
}

/** What getting such a tool needs. */
export interface EnsureOptions {
  readonly env: Environment;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** Which tool it is. */
interface Description {
  /** Its name, which is also the folder below tools/ whose requirements.txt pins its packages, each with the digests of its files. */
  readonly name: string;
  readonly version: string;
  /** The oldest Python that it runs on. */
  readonly pythonMinimum: string;
  /** True where its pinned packages fit that Python alone. */
  readonly pythonExact?: boolean;
  /** True where it is published as source alone, which source.txt in its folder pins: it is built after its packages, with one of them. */
  readonly fromSource?: boolean;
  /** What it is for, such as `to compare the sandbox with`. */
  readonly purpose: string;
}

/** Milliseconds that pip may take: far more than a slow connection needs for 50 MB. */
const patience = 300_000;

/**
 * Takes a tool from the cache, or installs it there with pip, once per version of it and of Python. Packages are taken by digest and
 * built ones only, so that nothing of them runs while they are installed, but for a tool that is published as source alone. The
 * system's own packages are neither used nor changed.
 *
 * @throws ToolchainError when there is no Python that fits, when pip fails, or when the cache cannot be written.
 */
export async function ensurePythonTool(
  description: Description,
  { env, onProgress = () => undefined, signal }: EnsureOptions,
): Promise<PythonTool> {
  const { name, version, pythonMinimum, purpose } = description;
  try {
    const python = await requirePython(env, description);
    const folder = path.join(packageRoot(), "tools", name);
    const packages = await installOnce({
      cacheDir: cacheDirectory(env),
      name,
      // Compiled packages fit one minor version of Python.
      version: `${version}-python${python.version}`,
      onProgress,
      signal,
      produce: async (temporary) => {
        onProgress(`installing ${name} ${version} with pip, ${purpose}`);
        const target = path.join(temporary, "packages");
        const requirements = path.join(folder, "requirements.txt");
        await install(python.location, ["--only-binary", ":all:", "--requirement", requirements], target, env, signal);
        if (description.fromSource === true) {
          const sources = [
            "--no-binary",
            ":all:",
            "--no-build-isolation",
            "--requirement",
            path.join(folder, "source.txt"),
          ];
          await install(python.location, sources, target, { ...env, PYTHONPATH: target }, signal);
        }
        return target;
      },
    });
    return { python: python.location, packages };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ToolchainError || isDiskError(error)) throw error;
    const outcome = error instanceof Error ? error.message : String(error);
    throw new ToolchainError(`There is no ${name} ${version} ${purpose}.`, {
      attempts: [{ way: "pip", outcome }],
      remedies: [
        `Put Python ${pythonMinimum} or newer with pip on PATH as python3, and let pip reach a package index.`,
      ],
      cause: error,
    });
  }
}

/** The Python on PATH that fits, with its minor version: `python3`, or the one that has its version in its name. @throws Error when there is none. */
async function requirePython(
  env: Environment,
  { pythonMinimum: minimum, pythonExact = false }: Description,
): Promise<{ location: string; version: string }> {
  const problems: string[] = [];
  // Where pyenv chooses, it takes the version from this variable for a name that the version of the folder does not have.
  const named = { name: `python${minimum}`, env: { ...env, PYENV_VERSION: minimum } };
  for (const candidate of [{ name: "python3", env }, named]) {
    const [location] = await findOnPath(candidate.name, env);
    if (location === undefined) {
      problems.push(`there is no ${candidate.name} on PATH`);
      continue;
    }
    // What is on PATH may be a script that chooses a Python; the rest is done by the one that it chose.
    const ask = "import sys, pip; print('%d.%d' % sys.version_info[:2]); print(sys.executable)";
    const { code, stdout, stderr } = await runProcess(location, ["-c", ask], { env: candidate.env, timeout: 15_000 });
    const [version = "", executable = ""] = stdout.trim().split("\n");
    const order = version.localeCompare(minimum, "en", { numeric: true });
    if (code !== 0) problems.push(`${location} has no pip: ${lastLines(stderr, 1)}`);
    else if (order < 0 || (pythonExact && order > 0))
      problems.push(`${location} is Python ${version}; Python ${pythonExact ? "" : ">= "}${minimum} is needed`);
    else return { location: executable, version };
  }
  throw new Error(problems.join("; "));
}

async function install(
  python: string,
  packages: readonly string[],
  target: string,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<void> {
  const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"];
  // One retry: whoever is offline should not wait for half a minute of them.
  args.push("--retries", "1", "--timeout", "15", "--target", target, ...packages);
  const settings = {
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_INPUT: "1",
    // It goes to a folder of its own, so these warnings and rules about environments do not apply.
    PIP_REQUIRE_VIRTUALENV: "0",
    PIP_ROOT_USER_ACTION: "ignore",
  };
  const { code, stdout, stderr } = await runProcess(python, args, {
    env: { ...env, ...settings },
    timeout: patience,
    signal,
  });
  if (code === null) throw new Error(`pip was stopped after ${String(patience / 1000)} s\n${lastLines(stderr, 3)}`);
  if (code !== 0) throw new Error(`pip failed\n${lastLines(stderr || stdout, 3)}`);
}
