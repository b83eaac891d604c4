import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

/** Packages that decide with our own code what is rendered. */
const packages = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/kubernetes", "zod"];

/** Rooms and folders whose code decides what is planned, and what an `up` makes of a stack. */
export const runningCode = ["core", "components", "stacks", "fleet/engine"] as const;

/**
 * SHA-256 over the names and texts of the code in these rooms and folders, and over the versions of what it is built on: the providers, the
 * SDK and Node.js.
 *
 * @param folders from the project's top, such as `fleet/engine`.
 */
export function codeDigest(folders: readonly string[]): string {
  const root = join(import.meta.dirname, "..");
  const hash = createHash("sha256").update(process.version.split(".")[0] ?? "");
  const ending = extname(import.meta.filename);
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(ending)).toSorted()) {
      hash.update(`\n${folder}/${file}\n`).update(readFileSync(join(root, folder, file)));
    }
  }
  const { resolve } = createRequire(import.meta.url);
  for (const name of packages) hash.update(readFileSync(resolve(`${name}/package.json`)));
  return hash.digest("hex");
}
