import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RuleSettings } from "./judgeTenant.ts";

/** Rooms and folders whose code decides what is rendered and how it is judged. */
const deciding = ["core", "components", "stacks", "policies", "fleet/engine", "fleet/checking"];

/** Packages that decide with them. */
const packages = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/kubernetes", "zod"];

/**
 * Gives tenants keys that are equal only where their judgements are: over the resolved tenant, the settings of rules, all code that has a
 * part in it, and the version of Node.js.
 */
export function judgementKey(settings: RuleSettings): (resolved: ResolvedTenant) => string {
  const common = createHash("sha256").update(codeDigest()).update(JSON.stringify(settings));
  // Resolving makes the fields of a tenant in one order, so its text need not be canonical, which would take longer.
  return (resolved) => common.copy().update(JSON.stringify(resolved)).digest("hex");
}

/** SHA-256 over the names and texts of the code, and over the versions of what it is built on. */
function codeDigest(): string {
  const root = join(import.meta.dirname, "../..");
  const hash = createHash("sha256").update(process.version.split(".")[0] ?? "");
  const ending = extname(import.meta.filename);
  for (const folder of deciding) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(ending)).toSorted()) {
      hash.update(`\n${folder}/${file}\n`).update(readFileSync(join(root, folder, file)));
    }
  }
  const { resolve } = createRequire(import.meta.url);
  for (const name of packages) hash.update(readFileSync(resolve(`${name}/package.json`)));
  return hash.digest("hex");
}
