// What is published is not what runs in a checkout: compiled files, fewer of them, below node_modules. So it is packed and started.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

jest.setTimeout(240_000);

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "tenantry-package-"));
const installed = join(folder, "node_modules/tenantry");

/** Runs a program that must succeed. */
const run = (program: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${String(status)}:\n${stdout}${stderr}`);
  return stdout;
};

beforeAll(() => {
  run("npm", ["pack", "--pack-destination", folder], root);
  mkdirSync(installed, { recursive: true });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  run("tar", ["-xzf", archive, "-C", installed, "--strip-components=1"], folder);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "tenantry") symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the package as published", () => {
  test("starts below node_modules, from dist/", () => {
    const help = run(process.execPath, [join(installed, "cli/bin.js"), "--help"], folder);
    expect(help).toContain("Usage: tenantry");
    expect(run(process.execPath, [join(installed, "dist/cli/bin.js"), "--help"], folder)).toBe(help);
  });

  test("holds what the command reads at run time, and neither tests nor sources", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    expect(files).toEqual(
      expect.arrayContaining(["Pulumi.yaml", "LICENSE", "README.md", "tools/modules/pulumi/go.sum"]),
    );
    expect(files.filter((file) => /(^|\/)(test|node_modules)\/|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  test("checks the example estate that comes with it", () => {
    const estate = join(installed, "estate");
    expect(() =>
      run(process.execPath, [join(installed, "cli/bin.js"), "validate", "--estate", estate], folder),
    ).not.toThrow();
  });
});
