import { visible } from "../core/diagnostics/visible.ts";
import { parseDocument } from "../core/documents/parseDocument.ts";
import type { Json } from "../core/kinds/serviceKind.ts";
import { UserError } from "./context.ts";

/**
 * A value given as an argument, read as a manifest would be: `suspended`, `7`, `[assets, backups]`.
 *
 * @param what what the value is of, for the message: `The value for spec.state`.
 * @throws UserError when it is not one value of YAML.
 */
export function readValue(text: string, what: string): Json {
  const { document, diagnostics } = parseDocument({
    path: "value",
    name: "value.yaml",
    bytes: new TextEncoder().encode(text),
  });
  // The value came out of YAML without tags, so it is what JSON can hold.
  if (document !== undefined) return document.value as Json;
  const [first] = diagnostics;
  if (text.trim() === "") throw new UserError(`${visible(what)} is empty. For an empty text give '""'.`);
  throw new UserError(
    visible(`${what} is ${text}. ${first?.message ?? ""} Put text with special characters in quotes.`),
  );
}
