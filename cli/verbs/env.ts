import path from "node:path";

import { describeTarget } from "../../fleet/describeTarget.ts";
import { prepareWorkspace } from "../../fleet/workspace.ts";
import { ensurePulumi } from "../../tools/pulumi/ensure.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";

/** Prints `export` lines after which `pulumi` by hand meets the same state, targets and tools as the verbs do. */
export async function env(options: CommonOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "env", context);
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  const pulumi = await ensurePulumi({ env: context.environment, onProgress: context.note });
  for (const cell of estate.manifest.spec.cells) context.note(`target ${describeTarget(cell, estate.manifest)}`);
  const searchPath = [path.join(pulumi.root, "bin"), context.environment["PATH"] ?? ""].join(path.delimiter);
  const variables = { ...workspace.environment, PULUMI_RUN_PROGRAM: "true", PATH: searchPath };
  if (options.json) context.print(JSON.stringify({ verb: "env", variables }, null, 2));
  else for (const [name, value] of Object.entries(variables)) context.print(`export ${name}=${quote(value)}`);
  return exitCodes.done;
}

/** A value as one word of a POSIX shell. */
function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
