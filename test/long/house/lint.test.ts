// Proves that the project's own lint rules hold where they should, on a small tree that breaks each on purpose. It finds something only
// when the rules or the linter change, so it is a long test; that the project keeps to them is `npm run check:lint`.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

jest.setTimeout(90_000);

const root = resolve(import.meta.dirname, "../../..");

const restricted = {
  clock: "Time is an argument",
  environment: "The environment is read at the edge",
  chance: "Randomness makes two runs differ",
  outside: "Files, network and processes",
  whole: "Import one resource's file",
};

/** A file, what it says, and the one problem in it: the rule and the start of its message. */
const rows: readonly (readonly [file: string, source: string, rule: string, message: string])[] = [
  ["core/now.ts", "const x = Date.now();\nString(x);\n", "no-restricted-properties", restricted.clock],
  ["core/newDate.ts", "const x = new Date();\nString(x);\n", "no-restricted-syntax", restricted.clock],
  ["core/timer.ts", "setTimeout(String, 1);\n", "no-restricted-globals", restricted.clock],
  ["core/env.ts", 'const x = process.env["HOME"];\nString(x);\n', "no-restricted-globals", restricted.environment],
  ["core/random.ts", "const x = Math.random();\nString(x);\n", "no-restricted-properties", restricted.chance],
  [
    "core/uuid.ts",
    'import { randomUUID } from "node:crypto";\nString(randomUUID);\n',
    "no-restricted-syntax",
    restricted.chance,
  ],
  ["core/fetch.ts", 'await fetch("https://example.org");\n', "no-restricted-globals", restricted.outside],
  ["components/iaas/now.ts", "const x = Date.now();\nString(x);\n", "no-restricted-properties", restricted.clock],
  [
    "components/iaas/env.ts",
    'const x = process.env["HOME"];\nString(x);\n',
    "no-restricted-globals",
    restricted.environment,
  ],
  ["reports/now.ts", "const x = Date.now();\nString(x);\n", "no-restricted-properties", restricted.clock],
  ["stacks/tenant.ts", 'const x = process.env["HOME"];\nString(x);\n', "no-restricted-globals", restricted.environment],
  [
    "fleet/aws.ts",
    'import * as aws from "@pulumi/aws";\nObject.keys(aws);\n',
    "@typescript-eslint/no-restricted-imports",
    restricted.whole,
  ],
  [
    "test/types.ts",
    'import type * as kubernetes from "@pulumi/kubernetes";\nexport type Api = typeof kubernetes;\n',
    "@typescript-eslint/no-restricted-imports",
    restricted.whole,
  ],
  [
    "components/iaas/index.ts",
    'import * as ec2 from "@pulumi/aws/ec2/index.js";\nObject.keys(ec2);\n',
    "@typescript-eslint/no-restricted-imports",
    restricted.whole,
  ],
  ["fleet/console.ts", 'console.log("progress");\n', "no-console", "Unexpected console statement"],
  ["fleet/floating.ts", "Promise.resolve(1);\n", "@typescript-eslint/no-floating-promises", "Promises must be awaited"],
  [
    "fleet/floatingVoid.ts",
    "void Promise.resolve(1);\n",
    "@typescript-eslint/no-floating-promises",
    "Promises must be awaited",
  ],
  ["fleet/any.ts", "const x: any = 1;\nString(x);\n", "@typescript-eslint/no-explicit-any", "Unexpected any"],
  [
    "fleet/assert.ts",
    "const x = [1].at(0)!;\nString(x);\n",
    "@typescript-eslint/no-non-null-assertion",
    "Forbidden non-null assertion",
  ],
  ["fleet/undocumented.ts", "export const x = 1;\n", "jsdoc/require-jsdoc", "Missing JSDoc comment"],
  [
    "fleet/undocumentedType.ts",
    "export interface Thing {\n  readonly size: number;\n}\n",
    "jsdoc/require-jsdoc",
    "Missing JSDoc comment",
  ],
];

/** What each room may do, and stays without a finding. */
const allowed: Readonly<Record<string, string>> = {
  "core/date.ts": "const x = new Date(0);\nString(x);\n",
  "cli/print.ts": 'console.log(process.env["HOME"], Date.now());\n',
  "components/iaas/vpc.ts": 'import { Vpc } from "@pulumi/aws/ec2/vpc.js";\nString(Vpc);\n',
  "stacks/index.ts": 'const x = process.env["HOME"];\nString(x);\n',
  "test/undocumented.ts": "export const x = 1;\n",
};

const packages: Readonly<Record<string, string>> = {
  "node_modules/@pulumi/aws/package.json": '{ "name": "@pulumi/aws", "version": "7.0.0", "main": "index.js" }',
  "node_modules/@pulumi/aws/index.d.ts": "export declare const ec2: object;",
  "node_modules/@pulumi/aws/ec2/index.d.ts": "export declare const vpc: object;",
  "node_modules/@pulumi/aws/ec2/vpc.d.ts": "export declare class Vpc {}",
  "node_modules/@pulumi/kubernetes/package.json":
    '{ "name": "@pulumi/kubernetes", "version": "4.0.0", "main": "index.js" }',
  "node_modules/@pulumi/kubernetes/index.d.ts": "export declare const core: object;",
};

interface Message {
  readonly ruleId: string | null;
  readonly message: string;
}

const tree = mkdtempSync(join(tmpdir(), "tenantry-lint-"));
const found = new Map<string, readonly Message[]>();

beforeAll(() => {
  for (const [path, text] of [...rows, ...Object.entries(allowed), ...Object.entries(packages)]) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    // Everything is a module, so that names do not clash between files.
    writeFileSync(join(tree, path), /\b(import|export)\b|^\{/.test(text) ? text : `${text}export {};\n`);
  }
  for (const name of ["package.json", "tsconfig.json", "eslint.config.js"])
    copyFileSync(join(root, name), join(tree, name));
  // The real packages but for Pulumi's, whose types take longer to read than all the rest.
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "@pulumi") symlinkSync(join(root, "node_modules", name), join(tree, "node_modules", name));
  }
  const command = join(root, "node_modules/eslint/bin/eslint.js");
  const { stdout } = spawnSync(process.execPath, [command, "--format", "json", "."], { cwd: tree, encoding: "utf8" });
  for (const { filePath, messages } of JSON.parse(stdout) as { filePath: string; messages: Message[] }[]) {
    found.set(relative(tree, filePath), messages);
  }
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

describe("lint", () => {
  test.each(rows)("%s breaks a rule with %j", (file, _source, rule, message) => {
    expect(found.get(file)).toEqual([
      expect.objectContaining({ ruleId: rule, message: expect.stringContaining(message) as unknown }),
    ]);
  });

  test.each(Object.entries(allowed))("%s may have %j", (file) => {
    expect(found.get(file)).toEqual([]);
  });
});
