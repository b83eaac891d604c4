import { CommanderError } from "commander";

import { exitCodes, InvalidEstateError, UserError, type Context } from "./context.ts";
import { endInterrupts } from "./interrupt.ts";
import { buildProgram } from "./program.ts";

/**
 * Runs one command of the command line.
 *
 * @param args the words after `tenantry`.
 * @returns the exit code; every error has become a message and a code.
 */
export async function runCommand(args: readonly string[], context: Context): Promise<number> {
  let exitCode: number = exitCodes.done;
  try {
    const program = buildProgram(context, (code) => {
      exitCode = code;
    });
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    return await explain(error, context);
  } finally {
    endInterrupts(context);
  }
}

/** Errors that say all there is to say, of rooms that know no command line. */
const toldErrors = new Set(["ToolchainError", "UnreadableStateError", "NewerJournalError", "RolloutFileError"]);

/** Errors of the disk and of permissions are the user's to mend, not ours. */
const environmentErrors = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EISDIR"]);

/** The one place where an error becomes a message and an exit code. */
async function explain(error: unknown, context: Context): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof InvalidEstateError) {
    const { diagnosticsAsText } = await import("../reports/diagnostics/text.ts");
    context.note(diagnosticsAsText(error.diagnostics, error.files, context));
    return error.exitCode;
  }
  if (error instanceof UserError) {
    context.note(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && toldErrors.has(error.name)) {
    context.note(error.message);
    return exitCodes.usage;
  }
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof Error && environmentErrors.has(code)) {
    context.note(
      `The disk does not let this be done: ${error.message}. Make room or give write access, then run it again.`,
    );
    return exitCodes.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.note(`This is a bug in tenantry; please report it with what follows.\n${detail}`);
  return exitCodes.findings;
}
