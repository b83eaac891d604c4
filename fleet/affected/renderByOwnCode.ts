import { closeSync, existsSync, openSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { validateDocument } from "../../core/results/documents.ts";
import { parseJson } from "../../core/documents/parseJson.ts";
import { packageRoot } from "../../tools/packageRoot.ts";
import {
  lastLines,
  runProcess,
  type Environment,
  type ProcessOptions,
  type ProcessResult,
} from "../../tools/process.ts";
import { installDependencies } from "./baseDependencies.ts";
import type { CodePlace } from "./codePlace.ts";
import { indexRenderings, type RenderedLine } from "./ownRenderings.ts";

/** What the base's own code has rendered, or why it has not. */
export type OwnRendering =
  | {
      /** By tenant id. */
      readonly tenants: ReadonlyMap<string, RenderedLine>;
      /** The document with their resources. */
      readonly file: string;
    }
  | { readonly problem: string };

/** A base that is to render by its own code. */
export interface OwnRenderingTask {
  readonly place: CodePlace;
  /** Whether it has other dependencies than those that are installed here. */
  readonly otherDependencies: boolean;
  /** The repository's files as of the base, absolute. */
  readonly tree: string;
  /** The estate's directory in there. */
  readonly estate: string;
  /** An empty directory for what is made. */
  readonly scratch: string;
  readonly environment: Environment;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Lets the base's own code, with the dependencies it had, render its tenants: it may know things that today's does not. */
export async function renderByOwnCode(task: OwnRenderingTask): Promise<OwnRendering> {
  const { place, otherDependencies, tree, estate, scratch, environment, onProgress, signal } = task;
  const directory = join(tree, place.prefix);
  let modules = join(packageRoot(), "node_modules");
  if (otherDependencies) {
    const installed = await installDependencies(directory, environment, onProgress, signal);
    if ("problem" in installed) return installed;
    modules = installed.modules;
  }
  if (place.kind === "here") symlinkSync(modules, join(directory, "node_modules"));
  const program = join(place.kind === "here" ? directory : join(modules, "tenantry"), "cli/bin.js");
  if (!existsSync(program)) return { problem: "its code has no command line that could render it" };
  const file = join(scratch, "render.json");
  onProgress("rendering the base by its own code");
  const args = [program, "render", "--all", "--json", "--resources", "--estate", estate];
  const { code, stderr } = await runInto(file, args, { cwd: tree, env: environment, signal });
  const tenants = await indexRenderings(file);
  if (tenants !== undefined && (code === 0 || code === 1)) return { tenants, file };
  return { problem: whyNot(readFileSync(file, "utf8"), stderr, code) };
}

function whyNot(stdout: string, stderr: string, code: number | null): string {
  if (stderr.includes("unknown command 'render'"))
    return "its code is too old to render it: it has no `tenantry render`";
  const { data } = validateDocument.safeParse(parseJson(stdout));
  if (data !== undefined)
    return `it is not valid by its own code: ${data.diagnostics[0]?.message ?? "no reason given"}`;
  return `its own code does not render it: ${lastLines(stderr, 3) || `exit code ${String(code)}`}`;
}

/** Runs Node.js with standard output into a file: what a fleet renders need not fit into memory. */
async function runInto(
  file: string,
  args: readonly string[],
  options: Omit<ProcessOptions, "stdoutTo">,
): Promise<ProcessResult> {
  const stdoutTo = openSync(file, "w", 0o600);
  try {
    return await runProcess(process.execPath, args, { ...options, stdoutTo });
  } finally {
    closeSync(stdoutTo);
  }
}
