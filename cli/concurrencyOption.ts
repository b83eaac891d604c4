import { InvalidArgumentError, Option } from "commander";

/**
 * The option that says how many are run at a time.
 *
 * @param what what is run, in the plural: `tenants`.
 */
export function concurrencyOption(what: string): Option {
  return new Option("-j, --concurrency <n>", `how many ${what} at a time`).default(2).argParser(atATime);
}

function atATime(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64) {
    throw new InvalidArgumentError("give a whole number from 1 to 64.");
  }
  return value;
}
