import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { identify, type Sought } from "./identify.ts";
import type { Holding } from "./holding.ts";
import type { Places } from "./places.ts";
import { knows, untold, type KnownResource, type KnownState } from "./knownState.ts";

/** An object that is taken into a state. */
export interface Adoption {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** The resource as the engine began to make it; undefined where it has forgotten. */
  readonly begun: KnownResource | undefined;
  /** The URN of the component that it belongs to, and of the provider that makes it, by the program. */
  readonly rendered: RenderedResource | undefined;
}

/** What is to be done with a state before its stack is run again. */
export interface Settlement {
  /** Objects that the target has and the state does not. */
  readonly adopt: readonly Adoption[];
  /** URNs of creates that were under way and came to nothing, or may be repeated. */
  readonly clear: readonly string[];
  /** URNs of what the engine has to read: what was being changed or deleted, was adopted and not read, or the targets do not tell of. */
  readonly read: readonly string[];
  /** What cannot be decided, each in a sentence that names the object and what to do. */
  readonly findings: readonly string[];
}

/**
 * Decides what became of creates that nobody knows the end of: those that were under way when the state was last written, and those whose
 * answer was lost, of which the state has nothing at all. A delete whose answer was lost is the other way round: the state has what the
 * target has no more. A provider that is interrupted while it waits for a delete to be done tells of a failure, so such there are
 * whenever a run is cut off. The engine reads it, finds it gone, and drops it.
 *
 * @param holdings what the targets hold of the stack.
 * @param rendered what the stack's program registers now.
 */
export function settlementOf(
  state: KnownState,
  holdings: readonly Holding[],
  rendered: readonly RenderedResource[],
  places: Places,
): Settlement {
  const isKnown = knows(state, places);
  const unknown = holdings.filter((holding) => !isKnown(holding));
  const programmed = new Map(rendered.map((resource) => [resource.urn, resource]));
  const begun = new Map(state.creating.map((resource) => [resource.urn, resource]));
  const there = new Set(state.resources.map(({ urn }) => urn));
  const lost = rendered.filter(({ urn, provider }) => provider !== undefined && !there.has(urn) && !begun.has(urn));
  const sought: readonly Sought[] = [
    ...begun.values(),
    ...lost.map(({ urn, type, inputs, provider = "" }) => ({ urn, type, inputs, provider })),
  ];
  const adopt: Adoption[] = [];
  const clear: string[] = [];
  const findings: string[] = [];
  for (const each of sought) {
    const { urn, type } = each;
    const answer = identify(each, unknown, places);
    const take = (id: string): void => {
      adopt.push({ urn, type, id, begun: begun.get(urn), rendered: programmed.get(urn) });
    };
    if ("found" in answer) {
      const [first, ...more] = answer.found;
      if (first === undefined) clear.push(urn);
      else if (more.length === 0) take(first.id);
      else findings.push(several(urn, answer.found));
    } else if (!begun.has(urn)) {
      // Whether a create of it was ever begun is not known: the target refuses what it has, or sets it again.
      clear.push(urn);
    } else if ("readAs" in answer) take(answer.readAs);
    else if ("byHand" in answer) findings.push(undecidable(urn, answer.byHand));
    else clear.push(urn);
  }
  const read = [...new Set([...state.changing, ...state.unread, ...untold(state, holdings, places)])].filter((urn) =>
    there.has(urn),
  );
  return { adopt, clear: clear.filter((urn) => begun.has(urn)), read, findings };
}

/** True where a state is as it should be. */
export function isSettled({ adopt, clear, read, findings }: Settlement): boolean {
  return adopt.length + clear.length + read.length + findings.length === 0;
}

function several(urn: string, found: readonly Holding[]): string {
  const ids = found.map(({ id, cell }) => `${id} in ${cell}`).join(", ");
  return (
    `${shortName(urn)}: nobody knows which of these objects the state should have: ${ids}. Nothing was touched. ` +
    "Remove from the target those that are not wanted, all but one, and run it again."
  );
}

function undecidable(urn: string, how: string): string {
  return (
    `${shortName(urn)}: it was being made when the last run died, and the target cannot be asked whether it was: ${how}. ` +
    "Nothing was touched. Remove it from the target if it is there, clear it from the state with " +
    "`pulumi refresh --clear-pending-creates`, and run it again."
  );
}

function shortName(urn: string): string {
  const [, , type = "", name = ""] = urn.split("::");
  return `${type.split("$").at(-1) ?? ""} ${name}`;
}
