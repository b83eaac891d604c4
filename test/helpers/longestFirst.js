import sequencer from "@jest/test-sequencer";

/** The types say what a CommonJS module exports; what Node.js gives here is its class. @type {typeof sequencer.default} */
const TestSequencer = /** @type {never} */ (sequencer);

/** Files that take longest, the longest first; on a machine that has not run them yet, Jest would go by their size. */
const longest = [
  "cluster/isolation",
  "cluster/life",
  "cluster/moves",
  "engine/verbs/lifecycle",
  "engine/verbs/failures",
  "long/recipes",
  "long/lifecycle/engine",
  "long/lifecycle/files",
  "long/faults/together",
  "long/diff/prediction",
  "long/affected",
  "long/verdicts",
  "long/fuzz",
  "long/plans",
  "long/lifecycle/killed",
  "long/lifecycle/offboard",
  "long/faults/targets",
  "engine/verbs/runs",
  "engine/cells/cells",
];

/** Starts the files that take longest first, so that no worker is left alone with one in the end. */
export default class LongestFirst extends TestSequencer {
  /**
   * @override
   * @type {import("@jest/test-sequencer").default["sort"]}
   */
  async sort(tests) {
    const rank = (/** @type {string} */ path) => {
      const found = longest.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return found === -1 ? longest.length : found;
    };
    const sorted = await super.sort([...tests]);
    return sorted.toSorted((first, second) => rank(first.path) - rank(second.path));
  }
}
