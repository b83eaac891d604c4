import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createFile, replaceBy, replaceFile, replaceFileIfSame, requireFreeSpace } from "../../../fleet/files.ts";
import { testUnless } from "../../helpers/skip.ts";
import { noSmallDisk, onSmallDisk } from "../../helpers/smallDisk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a file that is written once", () => {
  test("has its content and mode, and nothing beside it", () => {
    createFile(join(folder, "secret"), "first", 0o600);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("first");
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["secret"]);
  });

  test("stays as it is when it is there", () => {
    writeFileSync(join(folder, "secret"), "first");
    createFile(join(folder, "secret"), "second", 0o600);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("first");
    expect(readdirSync(folder)).toEqual(["secret"]);
  });

  testUnless(noSmallDisk())("is not there, not even in part, when the disk is full", () => {
    const source = JSON.stringify(join(import.meta.dirname, "../../../fleet/files.ts"));
    const program = `
      import { createFile } from ${source};
      try { createFile("secret", "x".repeat(8192), 0o600); } catch (error) { console.log(error.code); }
    `;
    const script = 'cd "$1" && "$2" --input-type=module --eval "$3"; ls -A';
    const [command, ...args] = onSmallDisk(folder, "4k", ["sh", "-c", script, "sh", folder, process.execPath, program]);
    const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
    expect([stdout, stderr]).toEqual(["ENOSPC\n", ""]);
  });
});

describe("room on the disk", () => {
  test("is enough here, also for a directory that is not there yet", () => {
    expect(() => {
      requireFreeSpace(join(folder, "not/yet"));
    }).not.toThrow();
  });
});

test("makes a file and its directory, and leaves nothing else", () => {
  expect(createFile(join(folder, "tenants/a.yaml"), "a: 1\n")).toBe(true);
  expect(readFileSync(join(folder, "tenants/a.yaml"), "utf8")).toBe("a: 1\n");
  expect(readdirSync(join(folder, "tenants"))).toEqual(["a.yaml"]);
});

test("never makes a file in the place of another", () => {
  mkdirSync(join(folder, "tenants"));
  writeFileSync(join(folder, "tenants/a.yaml"), "theirs");
  expect(createFile(join(folder, "tenants/a.yaml"), "ours")).toBe(false);
  expect(readFileSync(join(folder, "tenants/a.yaml"), "utf8")).toBe("theirs");
  expect(readdirSync(join(folder, "tenants"))).toEqual(["a.yaml"]);
});

test.each([0o664, 0o600, 0o777])("keeps the mode %o of a file, whatever new files get", async (mode) => {
  const [text, bytes] = [join(folder, "text"), join(folder, "bytes")];
  for (const file of [text, bytes]) {
    writeFileSync(file, "old");
    chmodSync(file, mode);
  }
  await replaceFile(text, "new");
  await replaceBy(bytes, async (temporary) => {
    expect(statSync(temporary).mode & 0o777).toBe(mode);
    writeFileSync(temporary, "new");
    return Promise.resolve();
  });
  expect([text, bytes].map((file) => [readFileSync(file, "utf8"), statSync(file).mode & 0o777])).toEqual([
    ["new", mode],
    ["new", mode],
  ]);
});

test("a file stays as it was where what is to take its place cannot be written", async () => {
  writeFileSync(join(folder, "a.yaml"), "old");
  await expect(replaceBy(join(folder, "a.yaml"), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect([readdirSync(folder), readFileSync(join(folder, "a.yaml"), "utf8")]).toEqual([["a.yaml"], "old"]);
});

test("gives a file another text and keeps its mode", async () => {
  writeFileSync(join(folder, "a.yaml"), "old");
  chmodSync(join(folder, "a.yaml"), 0o640);
  await replaceFile(join(folder, "a.yaml"), "new");
  expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe("new");
  expect(statSync(join(folder, "a.yaml")).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["a.yaml"]);
});

test("replaces what a link leads to", async () => {
  writeFileSync(join(folder, "a.yaml"), "old");
  symlinkSync("a.yaml", join(folder, "link.yaml"));
  await replaceFile(join(folder, "link.yaml"), "new");
  expect([readFileSync(join(folder, "a.yaml"), "utf8"), lstatSync(join(folder, "link.yaml")).isSymbolicLink()]).toEqual(
    ["new", true],
  );
});

test("a file that is not as it is thought to be stays as it is", () => {
  const file = join(folder, "a.yaml");
  writeFileSync(file, "old", { mode: 0o640 });
  expect(replaceFileIfSame(file, Buffer.from("older"), "new")).toBe(false);
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(replaceFileIfSame(file, Buffer.from("old"), "new")).toBe(true);
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["a.yaml"]);
});
