import { existsSync, readFileSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import semver from "semver";
import { entryDirectory } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import { type Environment, findOnPath, isExecutable, runProcess } from "../process.ts";
import { versions } from "../versions.ts";
import { rootMarker } from "./root.ts";

/** A Pulumi CLI that is installed and fits. */
export interface FoundPulumi {
  readonly source: "path" | "cache";
  /** The executable, as an absolute path. */
  readonly cli: string;
  /** Its version, without the leading `v`. */
  readonly version: string;
  /** The Node.js language host that came with it; undefined when it has none and ours has to serve. */
  readonly languageHost: string | undefined;
}

/** A Pulumi CLI on PATH that cannot be used. */
export interface RejectedPulumi {
  readonly cli: string;
  /** Its version; undefined when it did not say one. */
  readonly version: string | undefined;
  /** Why it is not used, with the version found and the range allowed. */
  readonly reason: string;
}

/** What a look around found. */
export interface PulumiFindings {
  /** The CLI to use; undefined when it would have to be downloaded or built. */
  readonly found: FoundPulumi | undefined;
  /** CLIs on PATH that come before the one to use and do not fit. */
  readonly rejected: readonly RejectedPulumi[];
}

/** The cache's entry of the pinned CLI. */
export const pulumiEntry = (cacheDir: string) => ({ cacheDir, name: "pulumi", version: versions.pulumi });

/**
 * Looks for a Pulumi CLI and installs nothing: first on PATH, in its order, then in the cache. On PATH neither the npm
 * launcher counts, which would download a CLI, nor a folder that `ensurePulumi` made, which only points to a CLI.
 */
export async function findPulumi(options: {
  readonly env: Environment;
  readonly cacheDir?: string;
}): Promise<PulumiFindings> {
  const rejected: RejectedPulumi[] = [];
  for (const cli of await findOnPath("pulumi", options.env)) {
    if (await isNotACli(cli)) continue;
    const version = await askVersion(cli, options.env);
    const reason = unsuitable(version);
    if (version === undefined || reason !== undefined) {
      rejected.push({ cli, version, reason: reason ?? "it did not say its version" });
      continue;
    }
    const languageHost = await findLanguageHost(cli, options.env);
    return { found: { source: "path", cli, version, languageHost }, rejected };
  }
  const entry = pulumiEntry(options.cacheDir ?? cacheDirectory(options.env));
  const cli = path.join(entryDirectory(entry), "bin", "pulumi");
  if (!(await isExecutable(cli))) return { found: undefined, rejected };
  const beside = path.join(path.dirname(cli), languageHostName);
  const languageHost = (await isExecutable(beside)) ? beside : undefined;
  return { found: { source: "cache", cli, version: versions.pulumi, languageHost }, rejected };
}

/** Under this name the Pulumi CLI looks for the Node.js language host. */
export const languageHostName = "pulumi-language-nodejs";

/** Why a CLI of this version is not used, or undefined when it is. A development version counts as its release. */
export function unsuitable(version: string | undefined): string | undefined {
  const allowed = `Tenantry works with ${versions.pulumiAccepted}`;
  if (version === undefined) return `\`pulumi version\` named no version; ${allowed}`;
  if (semver.satisfies(version, versions.pulumiAccepted, { includePrerelease: true })) return undefined;
  return `it is version ${version}; ${allowed}`;
}

/** The version that a CLI says it has; undefined when it fails, hangs or says none. */
export async function askVersion(cli: string, env: Environment): Promise<string | undefined> {
  const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = await runProcess(cli, ["version"], { env: quiet, timeout: 15_000 }).catch(() => undefined);
  return result?.code === 0 ? (semver.valid(result.stdout.trim()) ?? undefined) : undefined;
}

async function isNotACli(candidate: string): Promise<boolean> {
  const folder = path.dirname(candidate);
  if (existsSync(path.join(folder, "..", rootMarker))) return true;
  // pnpm and yarn put scripts of their own there, not links.
  if (folder.endsWith(path.join("node_modules", ".bin"))) return true;
  const target = await realpath(candidate).catch(() => candidate);
  return packageName(path.join(path.dirname(target), "package.json")) === "pulumi";
}

function packageName(file: string): string | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof content === "object" && content !== null && "name" in content && typeof content.name === "string")
      return content.name;
  } catch {
    // No such file, or not one of npm's: not the launcher.
  }
  return undefined;
}

/** The language host that a CLI on PATH would use: beside it, beside what it links to, or anywhere on PATH. */
async function findLanguageHost(cli: string, env: Environment): Promise<string | undefined> {
  const real = await realpath(cli).catch(() => cli);
  const beside = [real, cli].map((file) => path.join(path.dirname(file), languageHostName));
  for (const candidate of [...beside, ...(await findOnPath(languageHostName, env))]) {
    const ours = existsSync(path.join(path.dirname(candidate), "..", rootMarker));
    if (!ours && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}
