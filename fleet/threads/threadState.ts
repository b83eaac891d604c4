/** What of a thread outlives a task, by name: variables, globals, listeners, timers. */
type ThreadState = ReadonlyMap<string, unknown>;

/**
 * Looks at what tasks of one thread share.
 *
 * @returns gives the names of what has changed since, sorted.
 */
export function watchThread(): () => string[] {
  const before = stateOfThread();
  return () => {
    const after = stateOfThread();
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].filter((name) => !Object.is(before.get(name), after.get(name))).toSorted();
  };
}

function stateOfThread(): ThreadState {
  const variables = Object.entries(process.env).map(([name, value]) => [`process.env.${name}`, value] as const);
  const listeners = process
    .eventNames()
    .map((name) => [`listeners of ${String(name)}`, process.listenerCount(name)] as const);
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  return new Map<string, unknown>([["timers", timers], ...variables, ...listeners, ...globals()]);
}

/** Globals that Node.js loads when they are looked at, all of them at once, which takes longer than most tasks. */
const loadedLate: ReadonlySet<PropertyKey> = new Set([
  "CloseEvent",
  "EventSource",
  "FormData",
  "Headers",
  "MessageEvent",
  "Request",
  "Response",
  "WebSocket",
]);

/** What the globals are, without asking those that would compute it. */
function globals(): (readonly [string, unknown])[] {
  return Reflect.ownKeys(globalThis).map((key) => {
    const descriptor = loadedLate.has(key) ? undefined : Object.getOwnPropertyDescriptor(globalThis, key);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- compared, never called
    return [`globalThis.${String(key)}`, (descriptor?.value as unknown) ?? descriptor?.get ?? key];
  });
}
