/** Steps of a property path: names, places in lists, and `*` for any of them. */
type PropertyPath = readonly string[];

/** Reads a path as the engine writes it: `tags.Name`, `rules[0]`, `labels["a.b"]`, `list[*].name`. */
export function parsePath(path: string): PropertyPath {
  return Array.from(path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[]+)/g), ([, quoted, index, name]) =>
    quoted === undefined ? (index ?? name ?? "") : quoted.replaceAll(/\\(.)/g, "$1"),
  );
}

/** Whether a path is the pattern's, or lies below it. */
export function covers(pattern: PropertyPath, path: PropertyPath): boolean {
  return pattern.length <= path.length && pattern.every((step, index) => step === "*" || step === path[index]);
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: PropertyPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    root,
  );
}

/**
 * The new value with what lies at a path as it was, which is how the engine ignores a change. As there, a list that has become longer or
 * shorter is not put together from both.
 */
export function putBack(before: unknown, after: unknown, [step, ...rest]: PropertyPath): unknown {
  if (step === undefined) return before;
  if (Array.isArray(after)) {
    if (!Array.isArray(before) || (step === "*" && before.length !== after.length)) return after;
    return after.map((element: unknown, index) =>
      (step === "*" || step === String(index)) && index < before.length
        ? putBack(before[index], element, rest)
        : element,
    );
  }
  if (!isObject(before) || !isObject(after)) return after;
  const steps = step === "*" ? [...new Set([...Object.keys(before), ...Object.keys(after)])] : [step];
  const changed = { ...after };
  for (const name of steps) {
    if (rest.length > 0 && Object.hasOwn(after, name) && Object.hasOwn(before, name)) {
      changed[name] = putBack(before[name], after[name], rest);
    } else if (rest.length === 0 && Object.hasOwn(before, name)) changed[name] = before[name];
    else if (rest.length === 0) Reflect.deleteProperty(changed, name);
  }
  return changed;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
