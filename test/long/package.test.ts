// What is published is not what runs in a checkout: compiled files, fewer of them, below node_modules. So it is packed and started.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

jest.setTimeout(240_000);

const root = resolve(import.meta.dirname, "../..");
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

  test("provisions a provider's own estate, and by hand too, with the policies that come with it", () => {
    // What docs/how-to/own-estate.md tells a provider to put into a repository.
    cpSync(join(installed, "estate"), join(folder, "estate"), { recursive: true });
    const guide = readFileSync(join(root, "docs/how-to/own-estate.md"), "utf8");
    const project = /^( *)```yaml\n(.*?)^\1```/ms.exec(guide)?.[2] ?? "";
    writeFileSync(join(folder, "Pulumi.yaml"), project);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    const cli = join(installed, "cli/bin.js");
    expect(run(process.execPath, [cli, "up", "initech"], folder)).toMatch(/^initech .* created /m);
    const byHand = [
      'eval "$("$0" "$1" env)"',
      "exec pulumi up -s initech -y --non-interactive --expect-no-changes --policy-pack node_modules/tenantry/dist/policies",
    ];
    const said = run("sh", ["-c", byHand.join("; "), process.execPath, cli], folder);
    expect(said).toContain("37 unchanged");
    expect(said).toMatch(/Policies:\s+.*tenantry/);
  });
});
