import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { entryDirectory } from "../../../../tools/cache.ts";
import { cacheDirectory } from "../../../../tools/cacheDirectory.js";
import { ToolchainError } from "../../../../tools/errors.ts";
import { ensurePulumi } from "../../../../tools/pulumi/ensure.ts";
import { findPulumi, pulumiEntry } from "../../../../tools/pulumi/find.ts";
import { quote } from "../../../../tools/pulumi/root.ts";
import { versions } from "../../../../tools/versions.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tenantry-tools-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Puts an executable script into `folder/...parts` and returns its path. */
function script(parts: string[], body: string): string {
  const file = path.join(folder, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

const cli = (parts: string[], version: string): string => script(parts, `echo v${version}`);

/** A launcher that installs a CLI as the official one does, after noting that it ran. */
function launcher(): string {
  const file = path.join(folder, "launcher.cjs");
  writeFileSync(
    file,
    `const fs = require("node:fs"), path = require("node:path");
     fs.appendFileSync(${JSON.stringify(path.join(folder, "launches"))}, "x");
     const bin = path.join(process.env.PULUMI_HOME, "versions", process.env.PULUMI_VERSION, "bin");
     setTimeout(() => {
       fs.mkdirSync(bin, { recursive: true });
       for (const name of ["pulumi", "pulumi-language-nodejs"])
         fs.writeFileSync(path.join(bin, name), "#!/bin/sh\\necho v" + process.env.PULUMI_VERSION, { mode: 0o755 });
     }, 300);`,
  );
  return file;
}

function failingLauncher(): string {
  const file = path.join(folder, "failing.cjs");
  writeFileSync(file, `console.error("pulumi: fetch failed"); process.exit(1);`);
  return file;
}

const environment = (...bins: string[]) => ({
  PATH: [...bins.map((bin) => path.join(folder, bin)), "/bin"].join(":"),
  HOME: folder,
  TENANTRY_CACHE: path.join(folder, "cache"),
});

describe("the search", () => {
  test("takes the first CLI on PATH that fits and names the ones it skips", async () => {
    const old = cli(["a", "pulumi"], "3.100.0");
    const fitting = cli(["b", "pulumi"], "3.271.0");
    const lines: string[] = [];
    const installed = await ensurePulumi({ env: environment("a", "b"), onProgress: (line) => lines.push(line) });
    expect(installed).toMatchObject({ cli: fitting, version: "3.271.0", source: "path", languageHost: "own" });
    expect(lines).toEqual([`skipping ${old}: it is version 3.100.0; Tenantry works with ${versions.pulumiAccepted}`]);
  });

  test("uses the language host that came with the CLI, with our Node.js beside it", async () => {
    cli(["a", "pulumi"], "3.271.0");
    script(["a", "pulumi-language-nodejs"], "echo host");
    const { root, languageHost } = await ensurePulumi({ env: environment("a") });
    expect(languageHost).toBe("bundled");
    expect(readdirSync(path.join(root, "bin")).sort()).toEqual(["node", "pulumi", "pulumi-language-nodejs"]);
    expect(execFileSync(path.join(root, "bin", "pulumi-language-nodejs"), { encoding: "utf8" })).toBe("host\n");
    expect(execFileSync(path.join(root, "bin", "node"), ["-v"], { encoding: "utf8" }).trim()).toBe(process.version);
  });

  test("counts neither an npm launcher nor a root of its own as a CLI on PATH", async () => {
    cli(["node_modules", ".bin", "pulumi"], "3.271.0");
    cli(["a", "pulumi"], "3.271.0");
    const { root } = await ensurePulumi({ env: environment("a") });
    const env = environment("node_modules/.bin");
    const found = await findPulumi({ env: { ...env, PATH: `${path.join(root, "bin")}:${env.PATH}` } });
    expect(found).toEqual({ found: undefined, rejected: [] });
  });

  test("starts our language host whatever its path looks like", async () => {
    cli(["a", "pulumi"], "3.271.0");
    const host = path.join(folder, "it's $HOME `x`.cjs");
    writeFileSync(host, "console.log(JSON.stringify(process.argv.slice(2)));");
    const { root } = await ensurePulumi({ env: environment("a"), parts: { languageHost: host } });
    const said = execFileSync(path.join(root, "bin", "pulumi-language-nodejs"), ["a b", "$c"], { encoding: "utf8" });
    expect(JSON.parse(said)).toEqual(["a b", "$c"]);
  });

  test("gives each checkout a root of its own, and removes that of a checkout that has vanished", async () => {
    cli(["a", "pulumi"], "3.271.0");
    const [first, second, third] = ["1.ts", "2.ts", "3.ts"].map((name) => path.join(folder, name));
    for (const file of [first, second, third]) writeFileSync(file ?? "", "");
    const ensure = async (languageHost: string | undefined) =>
      (await ensurePulumi({ env: environment("a"), parts: { languageHost: languageHost ?? "" } })).root;
    const roots = [await ensure(first), await ensure(second)];
    expect(new Set(roots).size).toBe(2);
    rmSync(first ?? "");
    await ensure(third);
    expect(roots.map((root) => existsSync(root))).toEqual([false, true]);
  });
});

describe("the download and the build", () => {
  test("downloads the pinned version when PATH and cache have none, then finds it in the cache", async () => {
    const env = environment();
    const first = await ensurePulumi({ env, parts: { launcher: launcher() } });
    const again = await ensurePulumi({ env, parts: { launcher: failingLauncher() } });
    const expected = path.join(entryDirectory(pulumiEntry(cacheDirectory(env))), "bin", "pulumi");
    expect(first).toMatchObject({
      cli: expected,
      source: "launcher",
      version: versions.pulumi,
      languageHost: "bundled",
    });
    expect(again).toEqual({ ...first, source: "cache" });
  });

  test("two at once download once, and leave nothing but the entry", async () => {
    const env = environment();
    const parts = { launcher: launcher() };
    const lines: string[] = [];
    const both = await Promise.all(
      [1, 2].map(() => ensurePulumi({ env, parts, onProgress: (line) => lines.push(line) })),
    );
    expect(both.map(({ source }) => source).sort()).toEqual(["cache", "launcher"]);
    expect(lines).toContain(`another run is getting pulumi ${versions.pulumi}; waiting for it (0 s)`);
    expect(readdirSync(path.join(folder, "cache", "tmp"))).toEqual([]);
    expect(readdirSync(path.join(folder, "cache", "locks"))).toEqual([]);
  });

  test("takes over the lock of a dead run and removes what it left", async () => {
    const label = `pulumi-${versions.pulumi}-${process.platform}-${process.arch}`;
    const lock = path.join(folder, "cache", "locks", `${label}.lock`);
    mkdirSync(lock, { recursive: true });
    utimesSync(lock, new Date(0), new Date(0));
    mkdirSync(path.join(folder, "cache", "tmp", `${label}.dead`), { recursive: true });
    const installed = await ensurePulumi({ env: environment(), parts: { launcher: launcher() } });
    expect(installed.source).toBe("launcher");
    expect(readdirSync(path.join(folder, "cache", "tmp"))).toEqual([]);
  });

  test("says what was tried and the three remedies when nothing works", async () => {
    script(["a", "go"], "echo go version go1.22.1 linux/amd64");
    const old = cli(["a", "pulumi"], "2.0.0");
    const env = environment("a");
    const failure: unknown = await ensurePulumi({ env, parts: { launcher: failingLauncher() } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ToolchainError);
    const { attempts, remedies } = failure as ToolchainError;
    expect(attempts).toEqual([
      { way: "pulumi on PATH", outcome: `${old}: it is version 2.0.0; Tenantry works with ${versions.pulumiAccepted}` },
      { way: "Tenantry's cache", outcome: `no Pulumi CLI ${versions.pulumi} in ${env.TENANTRY_CACHE}` },
      { way: "download with the npm launcher", outcome: "pulumi: fetch failed" },
      {
        way: "build from the Go module",
        outcome: `${path.join(folder, "a", "go")} is Go 1.22.1; Go >= ${versions.goMinimum} is needed`,
      },
    ]);
    expect(remedies).toHaveLength(3);
    expect(existsSync(entryDirectory(pulumiEntry(env.TENANTRY_CACHE)))).toBe(false);
  });

  test("names the cache's folder when it cannot be made", async () => {
    writeFileSync(path.join(folder, "cache"), "a file in the way");
    await expect(ensurePulumi({ env: environment(), parts: { launcher: launcher() } })).rejects.toThrow(
      `The cache folder ${path.join(folder, "cache")} cannot be written: `,
    );
  });
});

test.each([
  [{ TENANTRY_CACHE: "/own", XDG_CACHE_HOME: "/xdg", HOME: "/home/a" }, "/own"],
  [{ XDG_CACHE_HOME: "/xdg", HOME: "/home/a" }, "/xdg/tenantry"],
  [{ XDG_CACHE_HOME: "relative", HOME: "/home/a" }, "/home/a/.cache/tenantry"],
])("the cache for %j is %s", (env, expected) => {
  expect(cacheDirectory(env)).toBe(expected);
});

test("quotes any text as one word for a shell", () => {
  for (const text of ["plain", "a b", "it's", '$HOME `id` \\ " \n*'])
    expect(execFileSync("/bin/sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" })).toBe(text);
});
