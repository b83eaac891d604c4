import { CommanderError } from "commander";

import { exitCodes, InvalidEstateError, UserError, wantsColour, type Context } from "./context.ts";
import { buildProgram } from "./program.ts";

const context: Context = {
  workingDirectory: process.cwd(),
  environment: process.env,
  today: new Date().toISOString().slice(0, 10),
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  width: process.stdout.isTTY ? process.stdout.columns : undefined,
  interactive: process.stderr.isTTY && process.env["CI"] === undefined,
  colour: wantsColour(process.stderr.isTTY, process.env),
};

/** Errors of the disk and of permissions are the user's to mend, not ours. */
const environmentErrors = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EISDIR"]);

/** The one place where an error becomes a message and an exit code. */
async function explain(error: unknown): Promise<number> {
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
  if (error instanceof Error && error.name === "ToolchainError") {
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

// A reader that goes away, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  throw error;
});

try {
  const program = buildProgram(context, (code) => {
    process.exitCode = code;
  });
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = await explain(error);
}
