import { parseJson } from "../core/documents/parseJson.ts";
import { evidence, type Evidence } from "../core/results/evidence.ts";
import { UserError, type Context } from "./context.ts";
import { readText } from "./readText.ts";

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
