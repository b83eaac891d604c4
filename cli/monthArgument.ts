import { InvalidArgumentError } from "commander";

/** A month that is given as an argument. Those before the year 1000 are slips of the keyboard. */
export function monthArgument(text: string): string {
  if (!/^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("a month looks like 2026-11.");
  return text;
}
