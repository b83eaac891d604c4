import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { packageRoot } from "../../tools/packageRoot.ts";
import { differ, type Repository } from "./repository.ts";

/** Rooms whose code decides what tenants resolve to and render. */
const rendering = ["core", "components", "stacks", "fleet/engine"];

/** Rooms whose code judges what is rendered. */
const judging = ["policies", "fleet/checking"];

/** What package managers write down the exact dependencies in. */
export const lockfiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"] as const;

/** Where the code that runs comes from, as a repository sees it. */
export interface CodePlace {
  /** here: it is in the repository. dependency: the repository's lockfile names it. outside: no commit of it decides what runs. */
  readonly kind: "here" | "dependency" | "outside";
  /** Of `here`: Tenantry's own directory; of `dependency`: the one with the lockfile. From the repository's root, with a slash at its end, or empty. */
  readonly prefix: string;
}

/** Finds out where the code that runs comes from. */
export function codePlaceIn({ root }: Pick<Repository, "root">, packageDirectory = packageRoot()): CodePlace {
  const path = relative(realpathSync(root), realpathSync(packageDirectory));
  const parts = path.split(sep).filter((part) => part !== "");
  if (parts[0] === ".." || path.startsWith(sep)) return { kind: "outside", prefix: "" };
  const modules = parts.indexOf("node_modules");
  const kind = modules === -1 ? "here" : "dependency";
  const above = modules === -1 ? parts : parts.slice(0, modules);
  return { kind, prefix: above.map((part) => `${part}/`).join("") };
}

/** What of the code is other than at a commit. */
export interface CodeDifference {
  /** Whether the code that renders is. */
  readonly rendering: boolean;
  /** Whether the code that judges is. */
  readonly judging: boolean;
  /** Whether the exact dependencies are. */
  readonly dependencies: boolean;
}

/** Compares the code in the working tree with a commit's, file by file. */
export async function compareCode(
  repository: Repository,
  { kind, prefix }: CodePlace,
  commit: string,
): Promise<CodeDifference> {
  if (kind === "outside") return { rendering: false, judging: false, dependencies: false };
  const differs = (names: readonly string[]): Promise<boolean> =>
    differ(
      repository,
      commit,
      names.map((name) => join(prefix, name)),
    );
  const dependencies = await differs(lockfiles);
  if (kind === "dependency") return { rendering: false, judging: false, dependencies };
  return { rendering: await differs(rendering), judging: await differs(judging), dependencies };
}
