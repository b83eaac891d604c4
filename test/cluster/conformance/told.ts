/** What of an object's outputs is compared. */
import type { Case } from "./case.ts";
import type { Json } from "./plugin.ts";

function at(outputs: Json, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], outputs);
}

/** The outputs that a case compares, by path; of those that each cluster makes up, their sort. */
export function told({ tells, has }: Case, outputs: Json = {}): Record<string, unknown> {
  return Object.fromEntries([
    ...tells.map((path) => [path, at(outputs, path)]),
    ...has.map((path) => [path, typeof at(outputs, path)]),
  ]) as Record<string, unknown>;
}
