import { rm } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cache.ts";
import { type Environment, isExecutable, lastLines, runProcess } from "../process.ts";
import { versions } from "../versions.ts";

/** How long the launcher may take: a slow line needs minutes for about 200 MB, a silent firewall would take for ever. */
const limit = 10 * 60_000;

/**
 * Downloads the pinned CLI with the official npm launcher, whose integrity npm's lock file holds, into `folder` and
 * returns the folder with `bin/`. The launcher runs Pulumi's install script; told by `PULUMI_VERSION`, it fetches our
 * pinned version rather than its own. What it installs includes the Node.js language host.
 *
 * @throws Error with what the launcher said, within a second where the download site is not reachable.
 */
export async function downloadPulumi(options: {
  readonly node: string;
  readonly launcher: string;
  readonly folder: string;
  readonly env: Environment;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const { node, launcher, folder, onProgress, signal } = options;
  const started = Date.now();
  const timer = setInterval(() => {
    onProgress(`downloading the Pulumi CLI ${versions.pulumi}, ${String(Math.round((Date.now() - started) / 1000))} s`);
  }, 5_000);
  onProgress(`downloading the Pulumi CLI ${versions.pulumi} with the npm launcher`);
  try {
    const env = {
      ...options.env,
      PULUMI_HOME: folder,
      PULUMI_VERSION: versions.pulumi,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const result = await runProcess(node, [launcher, "version"], { env, timeout: limit, signal });
    const made = path.join(folder, "versions", versions.pulumi);
    if (result.code === 0 && (await isExecutable(path.join(made, "bin", "pulumi")))) return made;
    const said = lastLines(`${result.stdout}\n${result.stderr}`, 4);
    const ending = result.code === null ? `no result after ${String(limit / 60_000)} min` : said;
    throw new Error(ending === "" ? `exit code ${String(result.code)}` : ending);
  } catch (error) {
    await rm(path.join(folder, "versions"), { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(timer);
  }
}
