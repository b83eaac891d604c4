/** What an update leaves as it is of an object that only its state knows. */
import { isDeepStrictEqual } from "node:util";

import { UNKNOWN, type Properties } from "./values.ts";

/**
 * Outputs after an update of an object that the inventory does not have, as a provider plans it: from state and inputs, without
 * asking the target. What the inputs do not decide stays as the state has it.
 *
 * @param outputsOf the outputs for the inputs, given digits that stand for what the target once made up.
 * @param old the outputs in the state.
 */
export function keptOutputs(outputsOf: (madeUp: string) => Properties, old: Properties): Properties {
  const one = outputsOf("one");
  const other = outputsOf("other");
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      isDeepStrictEqual(value, other[key]) ? value : (old[key] ?? UNKNOWN),
    ]),
  );
}
