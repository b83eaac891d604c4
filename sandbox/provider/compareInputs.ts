/** What changed inputs mean for an object, by its row of the type tables alone: no inventory, no clock. */
import type { ResourceType, Scope, Target } from "../types/definition.ts";
import { withoutMadeUpName, withoutOwn } from "./check.ts";
import { differences, isAtOrBelow, topLevel, type Change } from "./diff.ts";
import type { Properties } from "./values.ts";

/** Outcome of comparing old and new inputs. */
export interface Difference {
  readonly changes: readonly (Change & { readonly replaces: boolean })[];
  /** The old object has to go first, because both would have the same name. */
  readonly deleteBeforeReplace: boolean;
}

/** Checked inputs without secrets, and where the object that has them lives. */
export interface PlacedInputs {
  readonly inputs: Properties;
  readonly scope: Scope;
}

/** The scope of an object of a type, from the one that its properties name. */
export function scopeWithin(target: Target, type: ResourceType, scope: Scope): Scope {
  return type.accountWide === true ? target.accountScope(scope) : scope;
}

/** Names that these inputs take. */
export function uniqueNames(type: ResourceType, inputs: Properties, scope: Scope): string[] {
  return (type.unique ?? []).flatMap((rule) => [rule.name(inputs, scope) ?? []].flat());
}

/** What differs between old and new inputs, and what of it replaces the object. */
export function compareInputs(
  target: Target,
  type: ResourceType,
  before: PlacedInputs,
  after: PlacedInputs,
): Difference {
  const replaceOn = [
    ...target.replaceOn,
    ...(typeof type.replaceOn === "function" ? type.replaceOn(after.scope) : (type.replaceOn ?? [])),
  ];
  const chosen = type.chosenWhenAbsent ?? [];
  const comparable = ({ inputs, scope }: PlacedInputs): Properties => target.comparable(withoutOwn(inputs), scope);
  const changes = differences(comparable(before), comparable(after))
    .filter((change) => !(change.kind === "delete" && chosen.includes(topLevel(change.path))))
    .map((change) => ({
      ...change,
      // A path above a replacing one (all of `metadata` unknown) may hide a change of it.
      replaces: replaceOn.some((path) => isAtOrBelow(change.path, path) || isAtOrBelow(path, change.path)),
    }));
  const namesOf = ({ inputs, scope }: PlacedInputs): string[] =>
    uniqueNames(type, withoutMadeUpName(type, inputs), scope);
  const oldNames = namesOf(before);
  return { changes, deleteBeforeReplace: namesOf(after).some((name) => oldNames.includes(name)) };
}
