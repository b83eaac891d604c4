/** Actions, played. */
import { cpSync, existsSync, globSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Provider } from "./provider.ts";
import type { StepOutcome } from "./shell.ts";

/** What an action is called with. */
interface ActionCall {
  readonly provider: Provider;
  readonly inputs: Readonly<Record<string, string>>;
  /** What the run is of. */
  readonly commit: string;
  /** The folder of the run's artifacts. */
  readonly artifacts: string;
}

/**
 * Does what an action does: a check-out is a clone of the bare repository, an artifact is a copied folder, setting up Node.js and
 * credentials is nothing. An action that is not among them is an error.
 */
export function playAction(uses: string, { provider, inputs, commit, artifacts }: ActionCall): StepOutcome {
  const action = uses.slice(0, uses.indexOf("@"));
  const artifact = join(artifacts, inputs["name"] ?? "");
  switch (action) {
    case "actions/checkout":
      if (inputs["persist-credentials"] !== "false") throw new Error("a check-out leaves its token behind");
      provider.checkOut(commit, Number(inputs["fetch-depth"] ?? 1));
      return { code: 0, log: "" };
    case "actions/setup-node":
    case "aws-actions/configure-aws-credentials":
      return { code: 0, log: "" };
    case "actions/upload-artifact":
      return upload(provider.workspace, inputs["path"] ?? "", artifact, inputs["if-no-files-found"]);
    case "actions/download-artifact":
      return download(artifacts, inputs, provider.workspace);
    default:
      throw new Error(`the action ${uses} is not played`);
  }
}

/** Copies the files of a folder, or those that a pattern takes, as the action does: nothing hidden, and without rights of their own. */
function upload(workspace: string, path: string, artifact: string, whenNone = "warn"): StepOutcome {
  const isFolder = existsSync(join(workspace, path)) && lstatSync(join(workspace, path)).isDirectory();
  const folder = isFolder ? join(workspace, path) : workspace;
  const files = globSync(isFolder ? "**/*" : path, { cwd: folder, exclude: (name) => name.startsWith(".") });
  const found = files.filter((file) => lstatSync(join(folder, file)).isFile());
  if (found.length === 0) return { code: whenNone === "error" ? 1 : 0, log: `no files were found at ${path}\n` };
  rmSync(artifact, { recursive: true, force: true });
  for (const file of found) {
    mkdirSync(dirname(join(artifact, file)), { recursive: true });
    writeFileSync(join(artifact, file), readFileSync(join(folder, file)), { mode: 0o644 });
  }
  return { code: 0, log: "" };
}

/** One artifact by its name, or those whose names begin as the pattern does, all in one folder. */
function download(artifacts: string, inputs: Readonly<Record<string, string>>, workspace: string): StepOutcome {
  const target = join(workspace, inputs["path"] ?? ".");
  const { name = "", pattern } = inputs;
  if (pattern !== undefined && inputs["merge-multiple"] !== "true")
    throw new Error("artifacts in folders of their own are not played");
  const names = pattern === undefined ? [name] : globSync(pattern, { cwd: artifacts });
  const missing = names.find((one) => !existsSync(join(artifacts, one)));
  if (missing !== undefined) return { code: 1, log: `there is no artifact ${missing}\n` };
  mkdirSync(target, { recursive: true });
  for (const one of names) cpSync(join(artifacts, one), target, { recursive: true });
  return { code: 0, log: "" };
}
