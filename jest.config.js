// Seven projects: `unit` and `policy` need nothing but Node.js, `engine` the Pulumi CLI, `browser` Chromium, `cluster` a Kubernetes API
// server. What takes its time and seldom finds anything that the others do not is `long`: fuzzing at length, the sandbox against moto and
// in all its ways, every tier and every move on the engine, what `diff` predicts against it, recorded upgrades, the CI recipes, the rules of the
// checks, the package as published, the CI run itself.
// `faults` kills runs and breaks targets for hours; a little of it is in `long`.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const second = 1_000;

/**
 * Parses a JSON file of this checkout.
 *
 * @param {string} path relative to this file
 */
const readJson = (path) => JSON.parse(readFileSync(join(import.meta.dirname, path), "utf8"));

// Jest runs tests as CommonJS, so swc compiles installed packages that ship ES modules along with them. Which ones do is read
// from npm's record of what it installed, nested copies too: a list kept by hand would break with each update.
const esModulePackages = Object.keys(readJson("node_modules/.package-lock.json").packages)
  .filter((folder) => folder !== "" && readJson(join(folder, "package.json")).type === "module")
  .map((folder) => folder.slice("node_modules/".length));

/**
 * @param {string} displayName the folder under test/ and the name for --selectProjects
 * @param {number} testTimeout milliseconds a single test may take
 */
const project = (displayName, testTimeout) => ({
  displayName,
  globals: { projectTestTimeout: testTimeout },
  setupFilesAfterEnv: ["<rootDir>/test/helpers/timeout.ts"],
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  transform: {
    "\\.m?[jt]s$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2024" },
        module: { type: "commonjs" },
        sourceMaps: "inline",
        swcrc: false,
      },
    ],
  },
  transformIgnorePatterns: [`^<rootDir>/node_modules/(?!(?:${esModulePackages.join("|")})/(?!node_modules/))`],
  moduleNameMapper: {
    // They export an `import` condition alone, which Jest's CommonJS resolver does not follow.
    "^canonicalize$": "<rootDir>/node_modules/canonicalize/lib/canonicalize.js",
    "^(@actions/(?:expressions|workflow-parser))$": "<rootDir>/node_modules/$1/dist/index.js",
    "^(@actions/expressions)/(.+)$": "<rootDir>/node_modules/$1/dist/$2.js",
    // What Pulumi's SDK loads for functions that become text in the cloud, which nothing here does: a compiler and npm, a quarter of
    // the time of a component's test file.
    "/typescript-shim$": "<rootDir>/test/helpers/nothing.js",
    "^@npmcli/arborist$": "<rootDir>/test/helpers/nothing.js",
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/\\.tenantry/"],
  restoreMocks: true,
});

export default {
  projects: [
    project("unit", 20 * second),
    project("policy", 20 * second),
    { ...project("engine", 120 * second), globalSetup: "<rootDir>/test/helpers/getPulumi.ts" },
    { ...project("long", 300 * second), globalSetup: "<rootDir>/test/helpers/setUpLong.ts" },
    { ...project("faults", 3_600 * second), globalSetup: "<rootDir>/test/helpers/getPulumi.ts" },
    project("browser", 120 * second),
    { ...project("cluster", 300 * second), globalSetup: "<rootDir>/test/helpers/getPulumi.ts" },
  ],
  // Engine tests run several processes each: more workers than this do not help, and one alone would leave a core idle. Cluster tests
  // wait for their cluster a good part of their time, so `npm run test:cluster` has three.
  maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
  testSequencer: "<rootDir>/test/helpers/longestFirst.js",
  errorOnDeprecated: true,
};
