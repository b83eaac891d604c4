import { mkdir } from "node:fs/promises";
import path from "node:path";
import { installOnce, isDiskError, type OnProgress } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import { type Attempt, ToolchainError } from "../errors.ts";
import { type Environment, isExecutable } from "../process.ts";
import { versions } from "../versions.ts";
import { buildPulumi } from "./build.ts";
import { downloadPulumi } from "./download.ts";
import { findPulumi, languageHostName, pulumiEntry, type RejectedPulumi } from "./find.ts";
import { ownParts, type PulumiParts } from "./parts.ts";
import { ensureRoot } from "./root.ts";

/** Where the Pulumi CLI came from. */
export type PulumiSource = "path" | "cache" | "launcher" | "build";

/** A Pulumi CLI that is ready to run programs in TypeScript. */
export interface PulumiInstallation {
  /**
   * The folder for `PulumiCommand.get({ root })`. `root/bin` holds `pulumi` and `pulumi-language-nodejs`; put it first
   * on PATH to run `pulumi` by hand.
   */
  readonly root: string;
  /** The CLI itself, which `root/bin/pulumi` points to. */
  readonly cli: string;
  /** Its version, without the leading `v`. */
  readonly version: string;
  /** Where it came from in this call. */
  readonly source: PulumiSource;
  /** `bundled`: the CLI's own language host runs programs. `own`: ours does. */
  readonly languageHost: "bundled" | "own";
}

/** What `ensurePulumi` needs. */
export interface EnsurePulumiOptions {
  /** The environment to look around in: PATH, HOME, and the variables of `cacheDirectory`. */
  readonly env: Environment;
  /** The cache's folder. Default: `cacheDirectory(env)`. */
  readonly cacheDir?: string;
  /** Told about skipped CLIs, the download and the build, line by line. Default: nobody is told. */
  readonly onProgress?: OnProgress;
  /** Aborting it stops a download or a build and rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Replaces pieces of this installation. Default: those that came with it. */
  readonly parts?: Partial<PulumiParts>;
}

/**
 * Gets a Pulumi CLI: the one on PATH if its version fits, else the one in the cache, else a download with the official
 * npm launcher, else a build from the pinned Go module. Safe to call from several processes at once.
 *
 * @throws ToolchainError when none of these works, or when the cache cannot be written.
 */
export async function ensurePulumi(options: EnsurePulumiOptions): Promise<PulumiInstallation> {
  const { env } = options;
  const parts = { ...ownParts(), ...options.parts };
  const cacheDir = options.cacheDir ?? cacheDirectory(env);
  const onProgress = options.onProgress ?? (() => undefined);
  const { found, rejected } = await findPulumi({ env, cacheDir });
  for (const { cli, reason } of rejected) onProgress(`skipping ${cli}: ${reason}`);
  const { cli, version, source, languageHost } =
    found ?? (await install({ ...options, cacheDir, onProgress }, parts, rejected));
  const host =
    languageHost === undefined
      ? ({ kind: "own", file: parts.languageHost } as const)
      : ({ kind: "bundled", file: languageHost } as const);
  const root = await ensureRoot(cacheDir, { cli, node: parts.node, languageHost: host });
  return { root, cli, version, source, languageHost: host.kind };
}

/** Downloads or builds the pinned CLI into the cache, unless another run does so meanwhile. */
async function install(
  options: EnsurePulumiOptions & { readonly cacheDir: string; readonly onProgress: OnProgress },
  parts: PulumiParts,
  rejected: readonly RejectedPulumi[],
) {
  let source: PulumiSource = "cache";
  const attempts: Attempt[] = [
    { way: "pulumi on PATH", outcome: "none found" },
    { way: "Tenantry's cache", outcome: `no Pulumi CLI ${versions.pulumi} in ${options.cacheDir}` },
  ];
  if (rejected.length > 0)
    attempts[0] = { way: "pulumi on PATH", outcome: rejected.map(({ cli, reason }) => `${cli}: ${reason}`).join("\n") };

  const produce = async (temporary: string): Promise<string> => {
    for (const { name, way, work } of waysToInstall(options, parts)) {
      const folder = path.join(temporary, name);
      await mkdir(folder);
      try {
        const made = await work(folder);
        source = name;
        return made;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (isDiskError(error)) throw error;
        const outcome = error instanceof Error ? error.message : String(error);
        attempts.push({ way, outcome });
        options.onProgress(`${way}: ${outcome}`);
      }
    }
    throw new ToolchainError("There is no Pulumi CLI that Tenantry can use.", { attempts, remedies });
  };
  const directory = await installOnce({ ...pulumiEntry(options.cacheDir), ...options, produce });
  const beside = path.join(directory, "bin", languageHostName);
  const languageHost = (await isExecutable(beside)) ? beside : undefined;
  return { cli: path.join(directory, "bin", "pulumi"), version: versions.pulumi, source, languageHost };
}

function waysToInstall(
  options: EnsurePulumiOptions & { readonly onProgress: OnProgress },
  { node, launcher, module }: PulumiParts,
) {
  const { env, onProgress, signal } = options;
  return [
    {
      name: "launcher",
      way: "download with the npm launcher",
      work: async (folder: string): Promise<string> => {
        if (launcher === undefined) throw new Error("the npm package `pulumi` is not installed");
        return await downloadPulumi({ node, launcher, folder, env, onProgress, signal });
      },
    },
    {
      name: "build",
      way: "build from the Go module",
      work: async (folder: string): Promise<string> => await buildPulumi({ module, folder, env, onProgress, signal }),
    },
  ] as const;
}

const remedies = [
  `install the Pulumi CLI (${versions.pulumiAccepted}) from https://www.pulumi.com/docs/install/ so that \`pulumi\` is on PATH`,
  "let this machine reach get.pulumi.com, from where the npm launcher downloads it",
  `install Go ${versions.goMinimum} or newer from https://go.dev/dl/ and let it reach a Go module proxy (GOPROXY), once; with the modules in Go's cache no network is needed`,
];
