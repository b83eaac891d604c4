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
  /** What it is for, such as `to compare the sandbox with`. */
  readonly purpose: string;
}

/** Milliseconds that pip may take: far more than a slow connection needs for 50 MB. */
const patience = 300_000;

/**
 * Takes a tool from the cache, or installs it there with pip, once per version of it and of Python. Packages are taken by digest and
 * built ones only, so that nothing of them runs while they are installed. The system's own packages are neither used nor changed.
 *
 * @throws ToolchainError when there is no Python that fits, when pip fails, or when the cache cannot be written.
 */
export async function ensurePythonTool(
  { name, version, pythonMinimum, purpose }: Description,
  { env, onProgress = () => undefined, signal }: EnsureOptions,
): Promise<PythonTool> {
  try {
    const python = await requirePython(env, pythonMinimum);
    const requirements = path.join(packageRoot(), "tools", name, "requirements.txt");
    const packages = await installOnce({
      cacheDir: cacheDirectory(env),
      name,
      // Compiled packages fit one minor version of Python.
      version: `${version}-python${python.version}`,
      onProgress,
      signal,
      produce: async (temporary) => {
        onProgress(`installing ${name} ${version} with pip, ${purpose}`);
        return await install(python.location, requirements, path.join(temporary, "packages"), env, signal);
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

/** The `python3` on PATH with its minor version. @throws Error when there is none that fits. */
async function requirePython(env: Environment, minimum: string): Promise<{ location: string; version: string }> {
  const [location] = await findOnPath("python3", env);
  if (location === undefined) throw new Error("there is no python3 on PATH");
  // What is on PATH may be a script that chooses a Python; the rest is done by the one that it chose.
  const ask = "import sys, pip; print('%d.%d' % sys.version_info[:2]); print(sys.executable)";
  const { code, stdout, stderr } = await runProcess(location, ["-c", ask], { env, timeout: 15_000 });
  if (code !== 0) throw new Error(`${location} has no pip: ${lastLines(stderr, 1)}`);
  const [version = "", executable = ""] = stdout.trim().split("\n");
  if (version.localeCompare(minimum, "en", { numeric: true }) < 0)
    throw new Error(`${location} is Python ${version}; Python >= ${minimum} is needed`);
  return { location: executable, version };
}

async function install(
  python: string,
  requirements: string,
  target: string,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<string> {
  const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"];
  // One retry: whoever is offline should not wait for half a minute of them.
  args.push("--retries", "1", "--timeout", "15", "--target", target, "--requirement", requirements);
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
  return target;
}
