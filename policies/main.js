// The engine's runner for policy packs puts ts-node in front of a TypeScript entry, whatever PulumiPolicy.yaml says. From here on
// Node.js itself strips the types.
import "./index.ts";
