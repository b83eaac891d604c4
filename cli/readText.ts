import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { visible } from "../core/diagnostics/visible.ts";
import { UserError, type Context } from "./context.ts";

/** The text of a file that the user named; a path is relative to where the command was given. */
export function readText(file: string, { workingDirectory }: Context): string {
  try {
    return readFileSync(resolve(workingDirectory, file), "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(visible(`${file} cannot be read: ${code ?? message}.`));
  }
}
