import { isCancel, select, text } from "@clack/prompts";

import { exitCodes, UserError } from "../context.ts";

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  /** What is shown; the value when absent. */
  readonly label?: string;
  readonly hint?: string;
}

/** Asks a person. Every question ends in an answer, or in a UserError when the person gives up. */
export interface Asker {
  /** A line of text; an empty one takes what is proposed. `problem` says what is wrong with an answer; it is asked again until nothing is. */
  readonly text: (
    question: string,
    proposal: string | undefined,
    problem: (answer: string) => string | undefined,
  ) => Promise<string>;
  readonly select: (question: string, choices: readonly Choice[], proposal?: string) => Promise<string>;
}

/** Asks on a terminal. Questions go to standard error, so that the result can be redirected. */
export function terminalAsker(
  output: NodeJS.WriteStream = process.stderr,
  input: NodeJS.ReadStream = process.stdin,
): Asker {
  const streams = { input, output };
  return {
    text: async (message, proposal, problem) =>
      answered(
        await text({
          ...streams,
          message,
          ...(proposal !== undefined && { placeholder: proposal, defaultValue: proposal }),
          validate: (value = "") => problem(value === "" ? (proposal ?? "") : value),
        }),
      ),
    select: async (message, choices, proposal) =>
      answered(
        await select({
          ...streams,
          message,
          options: choices.map(({ value, label = value, hint }) => ({
            value,
            label,
            ...(hint !== undefined && { hint }),
          })),
          ...(proposal !== undefined && { initialValue: proposal }),
        }),
      ),
  };
}

function answered(answer: string | symbol): string {
  if (isCancel(answer)) throw new UserError("Stopped; nothing is written.", exitCodes.interrupted);
  return answer as string;
}
