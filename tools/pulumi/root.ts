import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { explainingDiskErrors, publish } from "../cache.ts";

/** The file in a root that says what the root points to; it also tells a root from a real installation. */
export const rootMarker = "tenantry-root.json";

/** What a root points to, all absolute paths. */
export interface RootTargets {
  /** The Pulumi CLI. */
  readonly cli: string;
  /** The Node.js that must run programs and policy packs. */
  readonly node: string;
  /** The language host: an executable that came with the CLI, or the entry file of our own. */
  readonly languageHost: { readonly kind: "bundled" | "own"; readonly file: string };
}

/**
 * Makes the folder that the Automation API takes as a CLI's installation (`PulumiCommand.get({ root })` runs
 * `root/bin/pulumi` with `root/bin` first on PATH) and returns it. It holds links and one small script:
 *
 * - `bin/pulumi`, a link to the CLI, wherever that is;
 * - `bin/pulumi-language-nodejs`, a link to the CLI's own language host, or a script that starts ours;
 * - `bin/node`, beside a bundled language host only: that one runs programs with the first `node` on PATH, which may be
 *   too old to run TypeScript. Our own host needs no such help.
 *
 * The paths of Node.js and of our host belong to one checkout, but the cache is shared between checkouts. So a root is
 * named by a digest of the paths in it: each checkout gets its own, none changes another's, and one whose checkout has
 * vanished is never chosen again and is removed the next time a root is made.
 */
export async function ensureRoot(cacheDir: string, targets: RootTargets): Promise<string> {
  const roots = path.join(cacheDir, "roots");
  const marker = JSON.stringify({ format: 1, ...targets });
  const root = path.join(roots, createHash("sha256").update(marker).digest("hex").slice(0, 16));
  if (existsSync(path.join(root, "bin", "pulumi"))) return root;
  return await explainingDiskErrors(cacheDir, async () => {
    await mkdir(roots, { recursive: true });
    await removeDeadRoots(roots);
    const temporary = await mkdtemp(path.join(roots, "new."));
    try {
      await writeRoot(temporary, targets, marker);
      await publish(temporary, root);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    return root;
  });
}

async function writeRoot(folder: string, targets: RootTargets, marker: string): Promise<void> {
  const bin = path.join(folder, "bin");
  const host = path.join(bin, "pulumi-language-nodejs");
  await mkdir(bin);
  await symlink(targets.cli, path.join(bin, "pulumi"));
  if (targets.languageHost.kind === "bundled") {
    await symlink(targets.languageHost.file, host);
    await symlink(targets.node, path.join(bin, "node"));
  } else {
    await writeFile(host, languageHostScript(targets.node, targets.languageHost.file), { mode: 0o755 });
  }
  await writeFile(path.join(folder, rootMarker), `${marker}\n`);
}

/** The script that starts our language host. `exec` keeps its process id: the engine signals and waits for that one. */
export const languageHostScript = (node: string, main: string): string =>
  `#!/bin/sh\n# Written by Tenantry: starts its Pulumi language host for Node.js.\nexec ${quote(node)} ${quote(main)} "$@"\n`;

/** One word for a POSIX shell, whatever characters the text has. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Removes roots that point to something that is gone, and what an interrupted run left half made. */
async function removeDeadRoots(roots: string): Promise<void> {
  for (const name of await readdir(roots)) {
    const folder = path.join(roots, name);
    if (name.startsWith("new.") ? await isOld(folder) : await isDead(folder))
      await rm(folder, { recursive: true, force: true });
  }
}

const isOld = async (folder: string): Promise<boolean> =>
  await stat(folder).then(
    (status) => status.mtimeMs < Date.now() - 3_600_000,
    () => false,
  );

async function isDead(folder: string): Promise<boolean> {
  if (!existsSync(path.join(folder, "bin", "pulumi"))) return true;
  try {
    const targets = JSON.parse(await readFile(path.join(folder, rootMarker), "utf8")) as RootTargets;
    return !existsSync(targets.node) || !existsSync(targets.languageHost.file);
  } catch {
    return true;
  }
}
