import { exitCodes, wantsColour } from "./context.ts";
import { runCommand } from "./runCommand.ts";

// A reader that goes away, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  if (error.code === "EIO") process.exit(exitCodes.interrupted);
  throw error;
});

// A terminal that was closed is no reason to leave a run alone: what is told has nobody to hear it, and the run ends as it should.
process.stderr.on("error", () => undefined);

const now = new Date().toISOString();

process.exitCode = await runCommand(process.argv.slice(2), {
  workingDirectory: process.cwd(),
  environment: process.env,
  today: now.slice(0, 10),
  now,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  width: process.stdout.isTTY ? process.stdout.columns : undefined,
  interactive: process.stderr.isTTY && process.env["CI"] === undefined,
  colour: wantsColour(process.stderr.isTTY, process.env),
});
