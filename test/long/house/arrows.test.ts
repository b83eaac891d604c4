// Proves that the arrows hold: for each rule a small tree of sources breaks it, and the project's own check has to say so. That the
// project's sources keep to them is `npm run check:arrows`; this finds something only when the rules change, so it is a long test.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import arrows from "../../../.dependency-cruiser.js";
import startup from "../../../.dependency-cruiser.startup.js";

// Each check is a process of its own, which takes seconds when the machine is busy.
jest.setTimeout(90_000);

const root = resolve(import.meta.dirname, "../../..");

/** Sources by their path in the tree. */
type Sources = Readonly<Record<string, string>>;

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** A deliberate violation: the sources that break a rule, and the import that the check must name. */
interface Row {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly sources: Sources;
}

/** Modules to import: one in each room, without imports of its own, and packages that look like the real ones. */
const targets: Sources = {
  "core/leaf.ts": "export const leaf = 1;",
  "components/registry.ts": 'import * as services from "./services.ts";\nexport const registry = services;',
  "components/services.ts": 'export { service } from "./iaas/service.ts";',
  "components/iaas/service.ts":
    'import { kind } from "./kind.ts";\nexport const service = { kind, load: async () => await import("./component.ts") };',
  "components/iaas/kind.ts": 'import { leaf } from "../../core/leaf.ts";\nexport const kind = leaf;',
  "components/iaas/component.ts":
    'import { Vpc } from "@pulumi/aws/ec2/vpc.js";\nimport { leaf } from "../shared/leaf.ts";\nexport const component = [Vpc, leaf];',
  "components/shared/leaf.ts": "export const leaf = 1;",
  "components/foundation/leaf.ts": "export const leaf = 1;",
  "stacks/leaf.ts": "export const leaf = 1;",
  "policies/leaf.ts": "export const leaf = 1;",
  "fleet/leaf.ts": "export const leaf = 1;",
  "reports/leaf.ts": "export const leaf = 1;",
  "sandbox/leaf.ts": "export const leaf = 1;",
  "sandbox/install.ts": "export const leaf = 1;",
  "sandbox/replacements.ts": "export const leaf = 1;",
  "cli/leaf.ts": "export const leaf = 1;",
  "tools/leaf.ts": "export const leaf = 1;",
  "estate/leaf.ts": "export const leaf = 1;",
  "docs/leaf.ts": "export const leaf = 1;",
  "test/leaf.ts": "export const leaf = 1;",
};

const packages: Sources = {
  "node_modules/@pulumi/aws/package.json": '{ "name": "@pulumi/aws", "version": "7.0.0", "main": "index.js" }',
  "node_modules/@pulumi/aws/index.js": "exports.ec2 = {};",
  "node_modules/@pulumi/aws/ec2/vpc.js": "exports.Vpc = class {};",
  "node_modules/@pulumi/kubernetes/package.json":
    '{ "name": "@pulumi/kubernetes", "version": "4.0.0", "main": "index.js" }',
  "node_modules/@pulumi/kubernetes/index.js": "exports.core = {};",
  "node_modules/@pulumi/kubernetes/core/index.js": "exports.v1 = {};",
  "node_modules/@pulumi/pulumi/package.json": '{ "name": "@pulumi/pulumi", "version": "3.0.0", "main": "index.js" }',
  "node_modules/@pulumi/pulumi/index.js": "exports.output = {};",
  "node_modules/@pulumi/pulumi/automation/index.js": "exports.LocalWorkspace = {};",
  "node_modules/@pulumi/pulumi/runtime/mocks.js": "exports.setMocks = {};",
  "node_modules/@pulumi/policy/package.json": '{ "name": "@pulumi/policy", "version": "1.0.0", "main": "index.js" }',
  "node_modules/@pulumi/policy/index.js": "exports.PolicyPack = {};",
  "node_modules/prettier/package.json": '{ "name": "prettier", "version": "3.0.0", "main": "index.js" }',
  "node_modules/prettier/index.js": "exports.format = {};",
  "node_modules/left-pad/package.json": '{ "name": "left-pad", "version": "1.0.0", "main": "index.js" }',
  "node_modules/left-pad/index.js": "exports.pad = {};",
};

/** The path to import `target` by from the file `from`: relative for our own modules, as it is for packages. */
const specifier = (from: string, target: string): string => {
  const ours = target in targets || /^(core|components|stacks|cli)\/.*\.ts$/.test(target);
  return ours ? `${"../".repeat(from.split("/").length - 1)}${target}` : target;
};

let count = 0;

/** A file in `folder` that imports `target` and so breaks `rule`. `resolved` is where the import ends, unless it is `target`. */
const breaks = (rule: string, folder: string, target: string, resolved = target): Row => {
  count += 1;
  const from = `${folder}/violation${count}.ts`;
  const source = `import * as wanted from "${specifier(from, target)}";\nexport const used = wanted;\n`;
  return { rule, from, to: resolved, sources: { [from]: source } };
};

const kind = "components/iaas/kind.ts";
const component = "components/iaas/component.ts";
const vpc = "node_modules/@pulumi/aws/ec2/vpc.js";
const sdk = "node_modules/@pulumi/pulumi/index.js";

const leavesOf = (...rooms: string[]): string[] => rooms.map((room) => `${room}/leaf.ts`);

/** Per room, what it must not import: every other room that no arrow leads to. */
const closed: Readonly<Record<string, readonly string[]>> = {
  core: [
    "components/registry.ts",
    kind,
    ...leavesOf("stacks", "policies", "fleet", "reports", "sandbox", "cli", "tools"),
  ],
  "components/shared": leavesOf("stacks", "policies", "fleet", "reports", "sandbox", "cli", "tools"),
  stacks: [
    ...leavesOf("policies", "fleet", "reports", "sandbox", "cli", "tools"),
    "sandbox/install.ts",
    "sandbox/replacements.ts",
  ],
  policies: [
    component,
    kind,
    "components/shared/leaf.ts",
    ...leavesOf("stacks", "fleet", "reports", "sandbox", "cli", "tools"),
  ],
  fleet: [component, kind, "components/shared/leaf.ts", ...leavesOf("reports", "sandbox", "cli")],
  reports: ["components/registry.ts", kind, ...leavesOf("stacks", "policies", "fleet", "sandbox", "cli", "tools")],
  sandbox: ["components/registry.ts", ...leavesOf("core", "stacks", "policies", "fleet", "reports", "cli", "tools")],
  cli: [
    component,
    kind,
    "components/shared/leaf.ts",
    "sandbox/replacements.ts",
    ...leavesOf("stacks", "policies", "sandbox"),
  ],
  tools: [
    "components/registry.ts",
    "sandbox/install.ts",
    ...leavesOf("core", "stacks", "policies", "fleet", "reports", "cli"),
  ],
};

const rows: readonly Row[] = [
  ...Object.entries(closed).flatMap(([folder, forbidden]) =>
    forbidden.map((target) => breaks(`arrow-${folder.split("/")[0] ?? folder}`, folder, target)),
  ),
  breaks("component-of-another-kind", "components/paas", component),
  breaks("component-of-another-kind", "components/paas", kind),
  breaks("component-of-another-kind", "components/saas", component),
  breaks("kind-known-outside", "stacks", kind),
  breaks("kind-known-outside", "docs", component),
  breaks("kind-rule-shares-code", "components/iaas/policies", component),
  breaks("kind-rule-shares-code", "components/iaas/policies", "components/shared/leaf.ts"),
  breaks("kind-rule-shares-code", "components/storage/policies", component),
  breaks("shared-component-knows-a-kind", "components/shared", component),
  breaks("shared-component-knows-a-kind", "components/foundation", "components/registry.ts"),
  {
    rule: "kind-reaches-pulumi",
    from: "components/saas/kind.ts",
    to: vpc,
    sources: {
      "components/saas/kind.ts": 'import { sizes } from "./sizes.ts";\nexport const kind = sizes;\n',
      "components/saas/sizes.ts": 'import { Vpc } from "@pulumi/aws/ec2/vpc.js";\nexport const sizes = [Vpc];\n',
    },
  },
  {
    rule: "kind-loads-a-component",
    from: "components/mail/kind.ts",
    to: "components/mail/component.ts",
    sources: {
      "components/mail/kind.ts": 'export const kind = async () => await import("./component.ts");\n',
      "components/mail/component.ts": "export const component = 1;\n",
    },
  },
  breaks("core-without-pulumi", "core", "@pulumi/pulumi", sdk),
  breaks("reports-without-pulumi", "reports", "@pulumi/pulumi", sdk),
  breaks("tools-without-pulumi", "tools", "@pulumi/pulumi", sdk),
  breaks("cli-without-pulumi", "cli", "@pulumi/pulumi", sdk),
  ...["fs", "node:fs/promises", "child_process", "net", "http", "process", "worker_threads", "os"].map((name) =>
    breaks("core-without-effects", "core", name, name.replace("node:", "")),
  ),
  breaks("components-without-effects", "components/iaas", "node:fs", "fs"),
  {
    rule: "tenant-program-without-effects",
    from: "stacks/tenant.ts",
    to: "fs",
    sources: { "stacks/tenant.ts": 'import { readFileSync } from "node:fs";\nexport const program = readFileSync;\n' },
  },
  breaks("reports-without-effects", "reports", "node:os", "os"),
  breaks(
    "one-engine-adapter",
    "fleet",
    "@pulumi/pulumi/automation/index.js",
    "node_modules/@pulumi/pulumi/automation/index.js",
  ),
  breaks(
    "one-engine-adapter",
    "stacks",
    "@pulumi/pulumi/runtime/mocks.js",
    "node_modules/@pulumi/pulumi/runtime/mocks.js",
  ),
  breaks("policy-sdk-only-in-policies", "fleet", "@pulumi/policy", "node_modules/@pulumi/policy/index.js"),
  breaks("whole-provider-package", "stacks", "@pulumi/aws", "node_modules/@pulumi/aws/index.js"),
  breaks("whole-provider-package", "test", "@pulumi/kubernetes", "node_modules/@pulumi/kubernetes/index.js"),
  breaks(
    "whole-provider-package",
    "stacks",
    "@pulumi/kubernetes/core/index.js",
    "node_modules/@pulumi/kubernetes/core/index.js",
  ),
  breaks("no-development-tool", "tools", "prettier", "node_modules/prettier/index.js"),
  breaks("no-undeclared-package", "fleet", "left-pad", "node_modules/left-pad/index.js"),
  {
    rule: "no-cycle",
    from: "core/egg.ts",
    to: "core/hen.ts",
    sources: {
      "core/hen.ts": 'import { egg } from "./egg.ts";\nexport const hen = () => egg;\n',
      "core/egg.ts": 'import { hen } from "./hen.ts";\nexport const egg = () => hen;\n',
    },
  },
  breaks("unresolved", "core", "core/nowhere.ts", "../core/nowhere.ts"),
  breaks("estate-is-data", "test", "estate/leaf.ts"),
  breaks("estate-imports", "estate", "core/leaf.ts"),
  breaks("product-needs-tests-or-docs", "fleet", "test/leaf.ts"),
  breaks("product-needs-tests-or-docs", "cli", "docs/leaf.ts"),
  {
    rule: "arrow-core",
    from: "core/typeOnly.ts",
    to: "fleet/leaf.ts",
    sources: { "core/typeOnly.ts": 'import type { leaf } from "../fleet/leaf.ts";\nexport type Leaf = typeof leaf;\n' },
  },
  {
    rule: "arrow-tools",
    from: "tools/onDemand.ts",
    to: "core/leaf.ts",
    sources: { "tools/onDemand.ts": 'export const later = async () => await import("../core/leaf.ts");\n' },
  },
];

/** A tree that uses every arrow there is. */
const allowed: Sources = {
  "core/ok.ts":
    'import { createHash } from "node:crypto";\nimport { leaf } from "./leaf.ts";\nexport const ok = [createHash, leaf];',
  "components/paas/kind.ts": 'import { leaf } from "../../core/leaf.ts";\nexport const kind = leaf;',
  "components/paas/component.ts":
    'import { leaf } from "../foundation/leaf.ts";\nimport { leaf as own } from "./part.ts";\nexport const ok = [leaf, own];',
  "components/storage/component.ts": 'import { component } from "../iaas/component.ts";\nexport const ok = component;',
  "components/paas/policies/ok.ts":
    'import { leaf } from "../../../core/leaf.ts";\nimport { leaf as own } from "./leaf.ts";\nexport const ok = [leaf, own];',
  "components/paas/policies/leaf.ts": "export const leaf = 1;",
  "components/paas/part.ts": 'import * as pulumi from "@pulumi/pulumi";\nexport const leaf = pulumi;',
  "stacks/ok.ts":
    'import { readFileSync } from "node:fs";\nimport { registry } from "../components/registry.ts";\nimport { leaf } from "../core/leaf.ts";\nexport const ok = [readFileSync, registry, leaf];',
  "policies/ok.ts":
    'import { PolicyPack } from "@pulumi/policy";\nimport { registry } from "../components/registry.ts";\nimport { leaf } from "../core/leaf.ts";\nexport const ok = [PolicyPack, registry, leaf];',
  "fleet/ok.ts": [
    "../stacks/leaf.ts",
    "../policies/leaf.ts",
    "../core/leaf.ts",
    "../tools/leaf.ts",
    "../sandbox/install.ts",
    "../sandbox/replacements.ts",
  ]
    .map(
      (target, index) => `import { leaf as leaf${index} } from "${target}";\nexport const ok${index} = leaf${index};`,
    )
    .join("\n"),
  "fleet/engine/ok.ts":
    'import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";\nimport { setMocks } from "@pulumi/pulumi/runtime/mocks.js";\nexport const ok = [LocalWorkspace, setMocks];',
  "reports/ok.ts": 'import { leaf } from "../core/leaf.ts";\nexport const ok = leaf;',
  "sandbox/ok.ts": 'import { leaf } from "./leaf.ts";\nexport const ok = leaf;',
  "cli/ok.ts": [
    "../fleet/leaf.ts",
    "../reports/leaf.ts",
    "../core/leaf.ts",
    "../tools/leaf.ts",
    "../sandbox/install.ts",
  ]
    .map(
      (target, index) => `import { leaf as leaf${index} } from "${target}";\nexport const ok${index} = leaf${index};`,
    )
    .join("\n"),
  "cli/kinds.ts": 'import { registry } from "../components/registry.ts";\nexport const ok = registry;',
  "cli/later.ts": 'export const ok = async () => await import("../fleet/engine/ok.ts");',
  "tools/generate.ts": 'import { format } from "prettier";\nexport const ok = format;',
  "test/ok.ts":
    'import { leaf } from "../cli/leaf.ts";\nimport { format } from "prettier";\nexport const ok = [leaf, format];',
};

const trees: string[] = [];

/** Writes a tree with the project's own configuration at its top. */
const plant = (...parts: readonly Sources[]): string => {
  const tree = mkdtempSync(join(tmpdir(), "tenantry-arrows-"));
  trees.push(tree);
  for (const [path, text] of Object.entries(Object.assign({}, ...parts) as Sources)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  for (const name of ["package.json", "tsconfig.json", ".dependency-cruiser.js", ".dependency-cruiser.startup.js"]) {
    copyFileSync(join(root, name), join(tree, name));
  }
  return tree;
};

/** Runs the very command of an npm script in a tree. */
const check = (script: "check:arrows" | "check:startup", tree: string): readonly Violation[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [program, ...args] = (scripts[script] ?? "").split(" ");
  expect(program).toBe("depcruise");
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const run = spawnSync(process.execPath, [command, ...args, "--output-type", "json"], { cwd: tree, encoding: "utf8" });
  const report = JSON.parse(run.stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
};

afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

describe("the arrows", () => {
  let violations: readonly Violation[] = [];

  beforeAll(() => {
    violations = check("check:arrows", plant(targets, packages, ...rows.map(({ sources }) => sources)));
  });

  test.each(rows)("$rule: $from must not import $to", ({ rule, from, to }) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([{ rule, from, to }]);
  });

  test("are each broken by a row above, except the one that needs a registry of its own", () => {
    const untested = arrows.forbidden.map(({ name }) => name).filter((name) => !rows.some(({ rule }) => rule === name));
    expect(untested).toEqual(["registry-takes-more-than-kinds"]);
  });

  test("let the registry load components on demand only", () => {
    const service = 'import { component } from "./component.ts";\nexport const service = [component];';
    const tree = plant(targets, packages, { "components/iaas/service.ts": service });
    expect(check("check:arrows", tree)).toEqual([
      { rule: "registry-takes-more-than-kinds", from: "components/iaas/service.ts", to: component },
    ]);
    expect(check("check:startup", tree)).toEqual([
      { rule: "registry-loads-pulumi", from: "components/registry.ts", to: vpc },
    ]);
  });

  test("leave every import alone that they allow", () => {
    const withoutCode = Object.entries(targets).filter(([path]) => !path.startsWith("estate/"));
    const tree = plant(Object.fromEntries(withoutCode), packages, allowed);
    expect(check("check:arrows", tree)).toEqual([]);
    expect(check("check:startup", tree)).toEqual([]);
  });

  test("make the check fail", () => {
    const tree = plant(targets, packages, {
      "core/bad.ts": 'import { leaf } from "../fleet/leaf.ts";\nexport const bad = leaf;',
    });
    const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const run = spawnSync(process.execPath, [command, "."], { cwd: tree, encoding: "utf8" });
    expect(run.stdout).toContain("error arrow-core: core/bad.ts → fleet/leaf.ts");
    expect(run.status).toBe(1);
  });
});

describe("a command's start", () => {
  test("may not load Pulumi, however far away", () => {
    const tree = plant(targets, packages, {
      "cli/verb.ts": 'import { run } from "../fleet/run.ts";\nexport const verb = run;',
      "fleet/run.ts": 'import { up } from "./engine/up.ts";\nexport const run = up;',
      "fleet/engine/up.ts":
        'import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";\nexport const up = LocalWorkspace;',
    });
    expect(check("check:startup", tree)).toEqual([
      { rule: "start-loads-pulumi", from: "cli/verb.ts", to: "node_modules/@pulumi/pulumi/automation/index.js" },
    ]);
    expect(startup.forbidden.map(({ name }) => name)).toEqual([
      "start-loads-pulumi",
      "registry-loads-pulumi",
      "validate-loads-formats",
      "run-loads-tables",
    ]);
  });

  test("of a run may not load what judges, simulates and finds the CLI, before something has changed", () => {
    const tree = plant(targets, {
      "cli/verbs/run.ts": 'import { guard } from "../guard.ts";\nexport const run = guard;',
      "cli/guard.ts":
        'import { rules } from "../policies/leaf.ts";\nimport { types } from "../sandbox/types/leaf.ts";\nimport { ensure } from "../tools/pulumi/ensure.ts";\nexport const guard = [rules, types, ensure];',
      "policies/leaf.ts": "export const rules = 1;",
      "sandbox/types/leaf.ts": "export const types = 1;",
      "tools/pulumi/ensure.ts": "export const ensure = 1;",
    });
    expect(check("check:startup", tree).toSorted((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
      { rule: "run-loads-tables", from: "cli/verbs/run.ts", to: "policies/leaf.ts" },
      { rule: "run-loads-tables", from: "cli/verbs/run.ts", to: "sandbox/types/leaf.ts" },
      { rule: "run-loads-tables", from: "cli/verbs/run.ts", to: "tools/pulumi/ensure.ts" },
    ]);
  });

  test("of `validate` may not load what draws and explains problems, before there are some", () => {
    const tree = plant(targets, {
      "cli/verbs/validate.ts": 'import { open } from "../open.ts";\nexport const validate = open;',
      "cli/open.ts": 'import { text } from "../reports/diagnostics/text.ts";\nexport const open = text;',
      "cli/program.ts": 'export const validate = import("./verbs/validate.ts");',
      "reports/diagnostics/text.ts": "export const text = 1;",
    });
    expect(check("check:startup", tree)).toEqual([
      { rule: "validate-loads-formats", from: "cli/verbs/validate.ts", to: "reports/diagnostics/text.ts" },
    ]);
  });
});
