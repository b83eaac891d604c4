/** The sandbox's one door: puts its provider plugins where a Pulumi engine looks for them, starts such as engines share, and says what exists in it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import path from "node:path";

import type { StoredObject } from "./inventory/inventory.ts";
import { sdkVersion, type SandboxProvider } from "./sdkVersion.ts";

export type { SandboxProvider } from "./sdkVersion.ts";
export { SharedProviders } from "./sharedProviders.ts";

/** Where to install, and what. */
export interface SandboxOptions {
  /** The engine's PULUMI_HOME. */
  readonly pulumiHome: string;
  /** The SQLite file of all simulated objects; made at first use. */
  readonly inventory: string;
  readonly providers: readonly SandboxProvider[];
}

/** One installed plugin. */
export interface InstalledPlugin {
  readonly name: SandboxProvider;
  /** Equals the SDK's, because that is what the engine asks for. */
  readonly version: string;
  /** The program that the engine starts. */
  readonly program: string;
  /** False when it was there already, just like this. */
  readonly changed: boolean;
}

/** Line by which our own plugins are known again. */
const MARK = "# Tenantry sandbox plugin";

function quote(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

function pluginDirectory(pulumiHome: string, name: SandboxProvider, version: string): string {
  return path.join(path.resolve(pulumiHome), "plugins", `resource-${name}-v${version}`);
}

function script(name: SandboxProvider, version: string, inventory: string): string {
  // From source the entry point is TypeScript, which Node.js runs by stripping types; from dist/ it is JavaScript.
  const entry = path.join(import.meta.dirname, `${name}${path.extname(import.meta.filename)}`);
  const command = [
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    entry,
    "--inventory",
    path.resolve(inventory),
    "--version",
    version,
  ];
  return `#!/bin/sh\n${MARK}\nexec ${command.map(quote).join(" ")} "$@"\n`;
}

/** Writes a file that others see either not at all or whole. */
function writeWhole(file: string, content: string, mode: number): void {
  const temporary = `${file}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content);
    chmodSync(temporary, mode);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Installs the plugins; safe to repeat, and for several processes at once.
 * @throws Error of node:fs when PULUMI_HOME cannot be written.
 */
export function installSandbox({ pulumiHome, inventory, providers }: SandboxOptions): InstalledPlugin[] {
  return providers.map((name) => {
    const version = sdkVersion(name);
    const directory = pluginDirectory(pulumiHome, name, version);
    const program = path.join(directory, `pulumi-resource-${name}`);
    const content = script(name, version, inventory);
    const changed = !existsSync(program) || readFileSync(program, "utf8") !== content;
    if (changed) {
      mkdirSync(directory, { recursive: true });
      writeWhole(program, content, 0o755);
    }
    return { name, version, program, changed };
  });
}

/**
 * Takes the sandbox's plugins away, so that the engine gets the real ones. Plugins that are not the sandbox's stay.
 * @returns the providers whose plugin was removed.
 */
export function uninstallSandbox({ pulumiHome, providers }: Omit<SandboxOptions, "inventory">): SandboxProvider[] {
  return providers.filter((name) => {
    const directory = pluginDirectory(pulumiHome, name, sdkVersion(name));
    const program = path.join(directory, `pulumi-resource-${name}`);
    if (!existsSync(program) || !readFileSync(program).subarray(0, 200).toString("utf8").includes(MARK)) return false;
    rmSync(directory, { recursive: true, force: true });
    return true;
  });
}

/** One simulated object, as far as it is told outside. */
export interface SandboxObject {
  readonly target: SandboxProvider;
  /** Account and region (`000000000000/eu-central-1`; `global` for what no region has), or the cluster's context name. */
  readonly scope: string;
  /** Pulumi's type, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The target's own id, by which Pulumi imports it. */
  readonly id: string;
  /** AWS tags or Kubernetes labels. */
  readonly tags: Readonly<Record<string, unknown>>;
  /** URN and stack of whoever made it, or took it over. */
  readonly urn: string;
  readonly stack: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
}

/**
 * Everything that exists in a sandbox, or what one stack has made there; nothing where no inventory is.
 * @throws SandboxError when the inventory cannot be read.
 */
export async function listObjects(inventory: string, stack?: string): Promise<SandboxObject[]> {
  if (!existsSync(inventory)) return [];
  // SQLite is loaded where it is asked, and not by whoever installs.
  const { Inventory } = await import("./inventory/inventory.ts");
  const opened = new Inventory(inventory);
  try {
    return opened.list(stack === undefined ? {} : { stack }).map(toSandboxObject);
  } finally {
    opened.close();
  }
}

function toSandboxObject({ target, scope, type, id, tags, urn, stack, createdAt }: StoredObject): SandboxObject {
  return { target: target === "aws" ? "aws" : "kubernetes", scope, type, id, tags, urn, stack, createdAt };
}
