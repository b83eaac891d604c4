import { Option } from "commander";

import { seconds } from "./runnerOptions.ts";

/**
 * The option that says how long is waited for others.
 *
 * @param what what is run, in the singular: `tenant`.
 */
export function waitOption(what: string): Option {
  return new Option(
    "--wait <duration>",
    `how long to wait for another run that works on a ${what}, such as 30s or 20m, or 0 not at all; 10m when not given`,
  ).argParser((text: string) => (text === "0" ? 0 : seconds(text)));
}
