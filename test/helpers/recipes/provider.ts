/** A provider's own repository, as docs/how-to/own-estate.md describes it: a bare one, a clone in which somebody works, and what outlives jobs. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { root } from "../cli.ts";
import { editFile } from "../editFile.ts";
import { gitAt } from "../gitEstate.ts";

/** The repository and the machines around it. */
export interface Provider {
  /** Holds all of it. */
  readonly directory: string;
  /** The bare repository. */
  readonly origin: string;
  /** What outlives every job, as a backend and a cloud do: the estate's `.tenantry`. */
  readonly disk: string;
  /** Where jobs are run: always at one place, as on hosted runners. */
  readonly workspace: string;
  /** Runs git in the clone that a person works in. */
  readonly git: (...args: readonly string[]) => string;
  /** Runs git in the bare repository. */
  readonly bare: (...args: readonly string[]) => string;
  /** Replaces text in a file of the clone; the text must be there. */
  readonly edit: (file: string, from: string, to: string) => void;
  /** Commits all in the clone, pushes it to a branch, and returns the commit. */
  readonly push: (branch: string, message: string) => string;
  /** Begins a branch at the newest commit of main. */
  readonly branch: (name: string) => void;
  /** Merges a branch into main and returns the commit. */
  readonly merge: (branch: string) => string;
  /** The commit that GitHub makes of a branch to check it: the branch merged into main, whose first parent is main. */
  readonly mergeOf: (branch: string) => string;
  /** Empties the workspace and checks a commit out there, as a job's first step does. */
  readonly checkOut: (commit: string, depth: number) => void;
  /** What `npm ci` would leave there; the dependency is this checkout. */
  readonly install: () => void;
  readonly remove: () => void;
}

/** Makes it, with the estate of the tests and only these tenants in it, all on `main`. */
export function makeProvider(tenants: readonly string[], files: Readonly<Record<string, string>>): Provider {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-recipes-"));
  const [origin, clone, workspace] = [
    join(directory, "origin.git"),
    join(directory, "clone"),
    join(directory, "work/repository"),
  ];
  const disk = join(directory, "disk");
  const git = (...args: readonly string[]): string => gitAt(clone, ...args);
  mkdirSync(disk);
  gitAt(directory, "init", "--quiet", "--bare", "--initial-branch=main", origin);
  gitAt(directory, "clone", "--quiet", origin, clone);
  writeEstate(clone, tenants, files);
  const provider: Provider = {
    directory,
    origin,
    disk,
    workspace,
    git,
    bare: (...args) => gitAt(origin, ...args),
    edit: (file, from, to) => {
      editFile(join(clone, file), from, to);
    },
    push: (branch, message) => {
      git("add", "--all");
      git("commit", "--quiet", "--message", message);
      git("push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`);
      return git("rev-parse", "HEAD");
    },
    branch: (name) => {
      git("fetch", "--quiet", "origin");
      git("checkout", "--quiet", "-B", name, "origin/main");
    },
    merge: (branch) => {
      git("fetch", "--quiet", "origin");
      git("checkout", "--quiet", "-B", "main", "origin/main");
      git("merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, `origin/${branch}`);
      git("push", "--quiet", "origin", "main");
      return git("rev-parse", "HEAD");
    },
    mergeOf: (branch) => {
      git("fetch", "--quiet", "origin");
      const tree = git("merge-tree", "--write-tree", "origin/main", `origin/${branch}`);
      const parents = ["-p", "origin/main", "-p", `origin/${branch}`];
      const merge = git("commit-tree", tree, ...parents, "-m", `Merge ${branch} into main`);
      git("push", "--quiet", "--force", "origin", `${merge}:refs/pull/${branch}/merge`);
      return merge;
    },
    checkOut: (commit, depth) => {
      rmSync(workspace, { recursive: true, force: true });
      mkdirSync(workspace, { recursive: true });
      const shallow = depth === 0 ? [] : [`--depth=${depth}`];
      gitAt(workspace, "init", "--quiet");
      gitAt(workspace, "remote", "add", "origin", `file://${origin}`);
      const branches = "+refs/heads/*:refs/remotes/origin/*";
      gitAt(workspace, "fetch", "--quiet", "--tags", ...shallow, "origin", branches, commit);
      gitAt(workspace, "checkout", "--quiet", "--detach", commit);
      // A real backend and a real cloud are not on the runner.
      symlinkSync(disk, join(workspace, "estate/.tenantry"));
    },
    install: () => {
      installIn(workspace);
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
  provider.push("main", "Begin");
  return provider;
}

function writeEstate(clone: string, tenants: readonly string[], files: Readonly<Record<string, string>>): void {
  const source = join(root, "test/fixtures/estate");
  cpSync(source, join(clone, "estate"), {
    recursive: true,
    filter: (file) => dirname(file) !== join(source, "tenants") || tenants.some((id) => file.endsWith(`/${id}.yaml`)),
  });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const manifest = { private: true, type: "module", dependencies: { tenantry: version } };
  writeFileSync(join(clone, "package.json"), JSON.stringify(manifest, undefined, 2));
  writeFileSync(
    join(clone, "package-lock.json"),
    JSON.stringify({ lockfileVersion: 3, packages: { "": manifest } }, undefined, 2),
  );
  writeFileSync(join(clone, ".gitignore"), "node_modules/\nestate/.tenantry\n");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
}

function installIn(workspace: string): void {
  for (const file of ["package.json", "package-lock.json"]) {
    if (!existsSync(join(workspace, file))) throw new Error(`npm ci has no ${file} to go by`);
  }
  mkdirSync(join(workspace, "node_modules/.bin"), { recursive: true });
  symlinkSync(root, join(workspace, "node_modules/tenantry"));
  symlinkSync("../tenantry/cli/bin.js", join(workspace, "node_modules/.bin/tenantry"));
}
