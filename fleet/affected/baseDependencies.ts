import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { installOnce } from "../../tools/cache.ts";
import { cacheDirectory } from "../../tools/cacheDirectory.js";
import { lastLines, runProcess, type Environment } from "../../tools/process.ts";
import { noteUse, removeUnused } from "./unusedDependencies.ts";

/** What npm reads to install exactly what a lockfile says. */
const npmFiles = ["package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc"];

/** What the cache calls such sets. */
const kind = "base-dependencies";

/** What is installed, or why it cannot be. */
export type Installed = { readonly modules: string } | { readonly problem: string };

/**
 * Installs what a directory's npm lockfile says, in a place of the cache's by the digest of that file: it is paid once. No script of any
 * package is run. Those that have not been used for long make room when one is added.
 *
 * @returns the `node_modules` directory.
 */
export async function installDependencies(
  directory: string,
  environment: Environment,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Installed> {
  const files = npmFiles.filter((name) => existsSync(join(directory, name)));
  if (!files.some((name) => name === "package-lock.json" || name === "npm-shrinkwrap.json")) {
    return {
      problem: "its dependencies are not those of now, and only those that npm has locked can be installed again",
    };
  }
  const hash = createHash("sha256").update(process.version);
  for (const name of files) hash.update(`\n${name}\n`).update(readFileSync(join(directory, name)));
  let failure: string | undefined;
  const cacheDir = cacheDirectory(environment);
  try {
    const installed = await installOnce({
      cacheDir,
      name: kind,
      version: hash.digest("hex").slice(0, 32),
      onProgress,
      signal,
      produce: async (temporary) => {
        onProgress("installing the dependencies that the base had (once; they are kept)");
        for (const name of files) copyFileSync(join(directory, name), join(temporary, name));
        const args = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"];
        const { code, stderr } = await runProcess("npm", args, { cwd: temporary, env: environment, signal });
        if (code !== 0) {
          failure = lastLines(stderr, 3) || `exit code ${String(code)}`;
          throw new Error(failure);
        }
        await removeUnused(join(cacheDir, kind), join(cacheDir, "tmp"), Date.now());
        return temporary;
      },
    });
    await noteUse(installed, Date.now());
    return { modules: join(installed, "node_modules") };
  } catch (error) {
    if (failure !== undefined) return { problem: `\`npm ci\` of its dependencies fails: ${failure}` };
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { problem: "its dependencies are not those of now, and npm, which installs them, is not on PATH" };
  }
}
