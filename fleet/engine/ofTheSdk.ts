/**
 * What the SDK itself sets in a thread, by the names of fleet/threads: the root of the last program's resources, which it reads from the
 * program's own store; that store, where a program is rendered; and what looks, once, for promises that were left. A thread in which
 * nothing else has changed can be used again; without that each tenant would load the SDK anew.
 */
export const ofTheSdk: ReadonlySet<string> = new Set([
  "globalThis.stackResource",
  "globalThis.globalStore",
  "listeners of exit",
]);
