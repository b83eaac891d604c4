// Which room may import which: the arrows of docs/architecture.md, one rule each. `npm run check:arrows` runs them, and
// test/long/house/arrows.test.ts proves for each rule that a deliberate violation fails.
//
// The way to read it: `rooms` says what a room may import of ours; all else of ours is forbidden to it. The rules after it
// say what a room may take from outside.

/** What is shipped: the rooms that the arrows join, and that may not lean on tests or on development tools. */
const product = "^(core|components|stacks|policies|fleet|reports|sandbox|cli|tools)/";

/** Everything that holds code of ours. */
const all = "^(core|components|stacks|policies|fleet|reports|sandbox|cli|tools|docs|test)/";

/** All kinds, by their names: what they are, and on demand how they are built and judged. No room knows one in particular. */
const registry = "^components/registry\\.ts$";

/** What the registry is made of: the list of services, each kind's entry in it, and what that says of the kind. */
const services = "^components/(services|[^/]+/(service|kind))\\.ts$";

/** Kinds that are built of another kind's parts: `storage` of buckets, `saas` of environments. Never the other way round. */
const builtOf = { storage: "iaas", saas: "paas" };

/**
 * An arrow from each kind's folder, or a part of it, to its own; from those that are built of another's parts to these too.
 *
 * @param {string} part of the folder, such as `policies/`
 * @param {(folders: string) => { path: string, pathNot: string[] }} to what is forbidden, by the folders that are not
 */
const fromKinds = (part, to) => [
  {
    from: {
      path: `^components/([^/]+)/${part}`,
      pathNot: `^components/(shared|foundation|${Object.keys(builtOf).join("|")})/`,
    },
    to: to("$1"),
  },
  ...Object.entries(builtOf).map(([kind, parts]) => ({
    from: { path: `^components/${kind}/${part}` },
    to: to(`${kind}|${parts}`),
  })),
];

/** The sandbox's door to whoever runs an engine: putting its plugins where the engine finds them. */
const sandboxInstaller = "^sandbox/install\\.ts$";

/** The sandbox's door to whoever predicts what an engine would do: what providers do about changed inputs, as pure functions. */
const replacementRules = "^sandbox/replacements\\.ts$";

/** The one way from a directory to an estate. */
const estateOpener = "^stacks/openEstate\\.ts$";

/** The one folder that may drive engines, be it the Automation API or the in-process mocks. */
const engineAdapter = "^fleet/engine/";

const pulumi = "(^|/)node_modules/@pulumi/";

/** Built-in modules that neither read nor change anything outside the process. */
const pureBuiltins = "^(node:)?(assert(/strict)?|async_hooks|buffer|crypto|util|url|path(/posix)?)$";

/** @type {{ room: string, may: string[], why: string }[]} */
const rooms = [
  {
    room: "core",
    may: ["^core/"],
    why: "core is the domain alone: everything else stands on it, so it stands on nothing of ours; kinds reach it as an argument",
  },
  {
    room: "components",
    may: ["^components/", "^core/"],
    why: "a component is given a resolved tenant's values; it knows no stack, no fleet and no command",
  },
  {
    room: "stacks",
    may: ["^stacks/", "^components/", "^core/"],
    why: "the program must run by hand with `pulumi up`, without the fleet around it",
  },
  {
    room: "policies",
    may: ["^policies/", "^core/", registry, estateOpener],
    why: "a rule judges what the engine shows it and must not share code with what it judges",
  },
  {
    room: "fleet",
    may: ["^fleet/", "^stacks/", "^policies/", "^core/", "^tools/", registry, sandboxInstaller, replacementRules],
    why: "the fleet runs whole stacks: it neither builds single resources nor talks to people",
  },
  {
    room: "reports",
    may: ["^reports/", "^core/"],
    why: "a report is a pure function from results to text, so that every output can be made from a stored result",
  },
  {
    room: "sandbox",
    may: ["^sandbox/"],
    why: "the sandbox stands for a cloud: a cloud knows nothing of tenants, and the product must not be bent to it",
  },
  {
    room: "cli",
    may: ["^cli/", "^fleet/", "^reports/", "^core/", "^tools/", registry, sandboxInstaller],
    why: "a command parses, calls the fleet and prints; it never builds or judges resources itself",
  },
  {
    room: "tools",
    may: ["^tools/"],
    why: "the toolchain finds or builds programs; it works before anything else does and for any project",
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const arrows = rooms.map(({ room, may, why }) => ({
  name: `arrow-${room}`,
  comment: why,
  severity: "error",
  from: { path: `^${room}/` },
  to: { path: product, pathNot: may },
}));

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const insideComponents = [
  ...fromKinds("", (folders) => ({
    path: "^components/",
    pathNot: [`^components/(${folders}|shared|foundation)/`],
  })).map((arrow) => ({
    name: "component-of-another-kind",
    comment:
      "A service kind is one folder: adding or removing one must not touch another. What two kinds share belongs to components/shared or components/foundation; a kind that is built of another's parts is declared above.",
    severity: /** @type {const} */ ("error"),
    ...arrow,
  })),
  {
    name: "shared-component-knows-a-kind",
    comment: "What all kinds stand on must not know any of them, nor the registry that lists them.",
    severity: "error",
    from: { path: "^components/(shared|foundation)/" },
    to: { path: "^components/", pathNot: "^components/(shared|foundation)/" },
  },
  {
    name: "kind-known-outside",
    comment:
      "Who needs a kind asks the registry for it by its name: an import would have to be written for each new one.",
    severity: "error",
    from: { path: "^(stacks|docs)/" },
    to: { path: "^components/", pathNot: [registry, "^components/(shared|foundation|cell)/"] },
  },
  {
    name: "kind-reaches-pulumi",
    comment:
      "kind.ts is read by validation, policies and reports, which must start fast and run without an engine: it may reach no Pulumi package, however far away.",
    severity: "error",
    from: { path: "^components/[^/]+/kind\\.ts$" },
    to: { path: pulumi, reachable: true },
  },
  {
    name: "kind-loads-a-component",
    comment: "Loading a kind's description must not load how it is built, not even later.",
    severity: "error",
    from: { path: "^components/[^/]+/kind\\.ts$" },
    to: { path: "^components/[^/]+/component\\.ts$", reachable: true },
  },
  {
    name: "registry-takes-more-than-kinds",
    comment:
      "Statically the registry takes only each kind.ts. Whoever needs a component or a kind's rules loads them from there on demand.",
    severity: "error",
    from: { path: [registry, "^components/(services|[^/]+/service)\\.ts$"] },
    to: { path: "^components/", pathNot: [registry, services], dynamic: false, dependencyTypesNot: ["type-only"] },
  },
  ...fromKinds("policies/", (folders) => ({
    path: product,
    pathNot: ["^core/", `^components/(${folders})/policies/`],
  })).map((arrow) => ({
    name: "kind-rule-shares-code",
    comment:
      "A kind's rules judge what its components render: by code of theirs they would agree with each of their mistakes.",
    severity: /** @type {const} */ ("error"),
    ...arrow,
  })),
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const outside = [
  {
    name: "core-without-pulumi",
    comment: "core decides what a tenant is; how it becomes resources is for components/ and stacks/.",
    severity: "error",
    from: { path: "^core/" },
    to: { path: pulumi },
  },
  {
    name: "core-without-effects",
    comment: "core has no files, network, processes or environment: the same input gives the same tenant everywhere.",
    severity: "error",
    from: { path: "^core/" },
    to: { dependencyTypes: ["core"], pathNot: pureBuiltins },
  },
  {
    name: "components-without-effects",
    comment: "A component that reads files or the network previews differently on two machines.",
    severity: "error",
    from: { path: "^components/" },
    to: { dependencyTypes: ["core"], pathNot: pureBuiltins },
  },
  {
    name: "tenant-program-without-effects",
    comment:
      "tenantProgram takes a resolved tenant and nothing else; stacks/index.ts reads files and environment for it.",
    severity: "error",
    from: { path: "^stacks/tenant\\.ts$" },
    to: { dependencyTypes: ["core"], pathNot: pureBuiltins },
  },
  {
    name: "reports-without-effects",
    comment: "A report returns text; writing it somewhere is the command's affair.",
    severity: "error",
    from: { path: "^reports/" },
    to: { dependencyTypes: ["core"], pathNot: pureBuiltins },
  },
  {
    name: "reports-without-pulumi",
    comment: "Reports are made from stored results as well, without an engine.",
    severity: "error",
    from: { path: "^reports/" },
    to: { path: pulumi },
  },
  {
    name: "tools-without-pulumi",
    comment:
      "tools/ finds the engine and so must work where the SDK cannot be loaded. Only the engine's protocol, generated files without the SDK behind them, is needed by the language host.",
    severity: "error",
    from: { path: "^tools/" },
    to: { path: pulumi, pathNot: "(^|/)node_modules/@pulumi/pulumi/proto/" },
  },
  {
    name: "cli-without-pulumi",
    comment: "Commands reach the engine through fleet/, never on their own.",
    severity: "error",
    from: { path: "^cli/" },
    to: { path: pulumi, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "one-engine-adapter",
    comment:
      "Only fleet/engine/ drives an engine: the Automation API's many processes, and the mocks that replace the engine in a process, are both easy to use wrongly in parallel.",
    severity: "error",
    from: { path: product, pathNot: engineAdapter },
    to: { path: "(^|/)node_modules/@pulumi/pulumi/(automation|runtime)/" },
  },
  {
    name: "policy-sdk-only-in-policies",
    comment: "Rules are written in one place. Others read their results.",
    severity: "error",
    from: { path: product, pathNot: "^policies/" },
    to: { path: "(^|/)node_modules/@pulumi/policy/" },
  },
  {
    name: "whole-provider-package",
    comment:
      "The index of @pulumi/aws or @pulumi/kubernetes loads every resource: half a second. Import the resource's own file.",
    severity: "error",
    from: {},
    to: { path: "(^|/)node_modules/@pulumi/(aws|kubernetes)/(index|[^/]+/index)\\.(js|d\\.ts)$" },
  },
  {
    name: "no-development-tool",
    comment:
      "Whoever installs the package does not get devDependencies. Only a room's generate.ts may use them: it writes files that are committed and is not shipped itself.",
    severity: "error",
    from: { path: product, pathNot: "/generate\\.ts$" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "(^|/)node_modules/@types/" },
  },
  {
    name: "no-undeclared-package",
    comment: "A package that only happens to be installed goes away with the next update of the one that brought it.",
    severity: "error",
    from: { path: all },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const everywhere = [
  {
    name: "no-cycle",
    comment:
      "Two modules that need each other are one module, or hide a third. A type that points back is fine: nothing is loaded for it.",
    severity: "error",
    from: { path: all },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "unresolved",
    comment: "An import that leads nowhere escapes every other rule.",
    severity: "error",
    from: { path: all },
    to: { couldNotResolve: true },
  },
  {
    name: "estate-is-data",
    comment:
      "An estate is what the provider sells and to whom. It is read as data, from whatever folder --estate names: it holds no code and none is imported from it.",
    severity: "error",
    from: { path: all },
    to: { path: "^estate/" },
  },
  {
    name: "estate-imports",
    comment: "An estate is data: code in it could import, and would run with the provider's credentials.",
    severity: "error",
    from: { path: "^estate/" },
    to: {},
  },
  {
    name: "product-needs-tests-or-docs",
    comment: "Tests and the documents' generators look at the product, never the other way round.",
    severity: "error",
    from: { path: product },
    to: { path: "^(test|docs)/" },
  },
];

export default /** @satisfies {import("dependency-cruiser").IConfiguration} */ ({
  forbidden: [...arrows, ...insideComponents, ...outside, ...everywhere],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^(dist|coverage|test/fixtures)/|/\\.tenantry/" },
    // Imports of types alone are arrows as well; "specify" lets a rule tell them from the others.
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
    // ES modules only: `require` in a string or a comment is no import.
    moduleSystems: ["es6"],
  },
});
