// What is loaded before a command does anything. Only static imports that are left after compilation count here: no types, and
// nothing behind `await import()`. The arrows themselves are in .dependency-cruiser.js.
import arrows from "./.dependency-cruiser.js";

const comment =
  "The Pulumi SDK takes half a second to load. `--help` and `validate` must not pay for it: load what needs it with `await import()`.";

const pulumi = "(^|/)node_modules/@pulumi/";

export default /** @satisfies {import("dependency-cruiser").IConfiguration} */ ({
  forbidden: [
    {
      name: "start-loads-pulumi",
      comment,
      severity: "error",
      from: { path: "^cli/" },
      to: { path: pulumi, reachable: true },
    },
    {
      name: "registry-loads-pulumi",
      comment,
      severity: "error",
      from: { path: "^components/registry\\.ts$" },
      to: { path: pulumi, reachable: true },
    },
    {
      name: "validate-loads-formats",
      comment:
        "An estate that is right has nothing to show: what explains and draws problems is loaded with `await import()` when there are some.",
      severity: "error",
      from: { path: "^cli/(main|program|verbs/validate)\\.ts$" },
      to: { path: "^reports/diagnostics/|^core/diagnostics/explanations/", reachable: true },
    },
    {
      name: "run-loads-tables",
      comment:
        "A run over what has not changed asks no policy and starts no engine: what judges, simulates and finds the CLI is loaded with `await import()`.",
      severity: "error",
      from: { path: "^cli/verbs/run\\.ts$" },
      to: { path: "^policies/|^sandbox/types/|^tools/pulumi/ensure\\.ts$", reachable: true },
    },
  ],
  options: {
    ...arrows.options,
    exclude: { ...arrows.options.exclude, dynamic: true },
    tsPreCompilationDeps: false,
    // Type-free code is got by compiling, which yields CommonJS here.
    moduleSystems: ["es6", "cjs"],
  },
});
