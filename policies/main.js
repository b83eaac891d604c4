// The engine's runner for policy packs puts ts-node in front of a TypeScript entry, whatever PulumiPolicy.yaml says. From here on
// Node.js itself strips the types. The runner loads this by `require`, which takes no module that awaits at its top, and calls and awaits
// what it gets where that is a function.
import { start } from "./index.ts";

export { start as "module.exports" };
