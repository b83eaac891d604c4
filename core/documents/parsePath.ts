import type { ValuePath } from "./sourceMap.ts";

/** One step as it is written: a key, or what stands in brackets. */
const step = /(?:^|\.)([^.[\]]+)|\[([^.[\]]+)\]/y;

/**
 * The steps of a path as `formatPath` writes it, such as `spec.subscriptions[0].tier`. In brackets there may also stand the
 * name of a list's item: `spec.subscriptions[web].tier`.
 *
 * @param indexOf finds the index of the item with that name in the list at a path; undefined when there is none.
 * @returns undefined when the text is no path, or a list has no item of that name.
 */
export function parsePath(
  text: string,
  indexOf: (list: ValuePath, name: string) => number | undefined,
): ValuePath | undefined {
  const path: (string | number)[] = [];
  if (text.startsWith(".")) return undefined;
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    const [, key, bracketed] = found;
    const next = key ?? (/^\d+$/.test(bracketed ?? "") ? Number(bracketed) : indexOf(path, bracketed ?? ""));
    if (next === undefined) return undefined;
    path.push(next);
  }
  return path.length === 0 ? undefined : path;
}
