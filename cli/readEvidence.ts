import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parseJson } from "../core/documents/parseJson.ts";
import { evidence, type Evidence } from "../core/results/evidence.ts";
import { UserError, type Context } from "./context.ts";

/**
 * The evidence in a file that the user named; a path is relative to where the command was given.
 *
 * @param option the option that names it, such as `--previous`.
 */
export function readEvidence(file: string, option: string, context: Context): Evidence {
  const found = evidence.safeParse(parseJson(readText(file, context))).data;
  if (found !== undefined) return found;
  throw new UserError(`${file} is no evidence of an audit. ${option} takes the evidence.json that one wrote.`);
}

function readText(file: string, context: Context): string {
  try {
    return readFileSync(resolve(context.workingDirectory, file), "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`${file} cannot be read: ${code ?? message}.`);
  }
}
