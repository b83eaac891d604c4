/** Runs `tenantry` as if it were noon of a day: `onDay.ts <day> <verb> ...`. */
import { runCommand } from "../../../cli/runCommand.ts";

const [day = "", ...args] = process.argv.slice(2);

process.exitCode = await runCommand(args, {
  workingDirectory: process.cwd(),
  environment: process.env,
  today: day,
  now: `${day}T12:00:00.000Z`,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  interactive: false,
  colour: false,
});
