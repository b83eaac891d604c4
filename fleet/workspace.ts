import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { EstateManifest } from "../core/schema/estate.ts";
import { installSandbox, uninstallSandbox } from "../sandbox/install.ts";
import { createFile, requireFreeSpace } from "./files.ts";
import { makeStateFolder, stateDirectoryOf } from "./stateDirectory.ts";

/** Where an estate's runs keep their files, and what the engine is told by environment. */
export interface Workspace {
  /** The estate's directory, absolute. */
  readonly directory: string;
  /** `.tenantry` in the estate's directory: everything that is made by running and not committed. */
  readonly stateDirectory: string;
  /** The sandbox's inventory. */
  readonly inventory: string;
  /** Variables for the Pulumi CLI, without PATH. The passphrase is named by file, never by value. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The environment that a run starts in, as far as a workspace asks. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Targets that the sandbox plays in this estate. */
function sandboxed(estate: EstateManifest): ("aws" | "kubernetes")[] {
  return (["aws", "kubernetes"] as const).filter((target) => estate.spec.targets[target] === "sandbox");
}

/** Decides a workspace's places and variables; touches nothing. */
export function describeWorkspace(directory: string, estate: EstateManifest, environment: Environment): Workspace {
  const stateDirectory = stateDirectoryOf(directory);
  const simulated = sandboxed(estate);
  const variables: Record<string, string> = {
    PULUMI_BACKEND_URL: backendUrl(directory, estate.spec.backend.url),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    TENANTRY_ESTATE: directory,
  };
  // The sandbox's plugins carry the real providers' names, so they live in a home of their own.
  if (simulated.length > 0) variables["PULUMI_HOME"] = join(stateDirectory, "pulumi");
  if (simulated.length === 2) variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true";
  const given = environment["PULUMI_CONFIG_PASSPHRASE"] ?? environment["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (estate.spec.secrets.provider === "passphrase" && given === undefined && simulated.length === 2) {
    variables["PULUMI_CONFIG_PASSPHRASE_FILE"] = join(stateDirectory, "passphrase");
  }
  return { directory, stateDirectory, inventory: join(stateDirectory, "inventory.sqlite"), environment: variables };
}

/**
 * Makes a workspace ready: its directories, the sandbox's plugins and, for an estate that is all sandbox, a random
 * passphrase. Safe to repeat and to run twice at once.
 *
 * @throws Error with an errno `code` when the disk is full or does not let it be done.
 */
export function prepareWorkspace(directory: string, estate: EstateManifest, environment: Environment): Workspace {
  const workspace = describeWorkspace(directory, estate, environment);
  const backend = workspace.environment["PULUMI_BACKEND_URL"] ?? "";
  const stateFiles = backend.startsWith("file://") ? backend.slice("file://".length) : undefined;
  requireFreeSpace(workspace.stateDirectory);
  if (stateFiles !== undefined) requireFreeSpace(stateFiles);
  makeStateFolder(workspace.stateDirectory, "stacks");
  if (stateFiles !== undefined) mkdirSync(stateFiles, { recursive: true });
  const passphraseFile = workspace.environment["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (passphraseFile !== undefined) createFile(passphraseFile, randomBytes(32).toString("base64"), 0o600);
  const pulumiHome = workspace.environment["PULUMI_HOME"];
  if (pulumiHome !== undefined) {
    const providers = sandboxed(estate);
    installSandbox({ pulumiHome, inventory: workspace.inventory, providers });
    const others = (["aws", "kubernetes"] as const).filter((target) => !providers.includes(target));
    uninstallSandbox({ pulumiHome, providers: others });
  }
  return workspace;
}

/**
 * True when nothing else gives a passphrase although the estate's secrets need one. An empty one is none, although Pulumi would encrypt by it:
 * a pipeline's secret that is not there is an empty variable.
 */
export function lacksPassphrase(workspace: Workspace, estate: EstateManifest, environment: Environment): boolean {
  return (
    estate.spec.secrets.provider === "passphrase" &&
    workspace.environment["PULUMI_CONFIG_PASSPHRASE_FILE"] === undefined &&
    // Pulumi takes the variable before the file.
    (environment["PULUMI_CONFIG_PASSPHRASE"] ?? environment["PULUMI_CONFIG_PASSPHRASE_FILE"] ?? "") === ""
  );
}

function backendUrl(directory: string, url: string): string {
  return url.startsWith("file://") ? `file://${resolve(directory, url.slice("file://".length))}` : url;
}
