import TestSequencer from "@jest/test-sequencer";

/** Files that take longest, the longest first; on a machine that has not run them yet, Jest would go by their size. */
const longest = [
  "cluster/isolation",
  "cluster/life",
  "cluster/moves",
  "engine/verbs/lifecycle",
  "engine/verbs/failures",
  "engine/iaas/moves",
  "engine/cells/cells",
];

/** Starts the files that take longest first, so that no worker is left alone with one in the end. */
export default class LongestFirst extends TestSequencer {
  /** @type {TestSequencer["sort"]} */
  sort(tests) {
    const rank = (/** @type {string} */ path) => {
      const found = longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return found === -1 ? longest.length : found;
    };
    return [...super.sort([...tests])].toSorted((first, second) => rank(first.path) - rank(second.path));
  }
}
