import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { requireFreeSpace, writeOnce } from "../../../fleet/files.ts";
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
    writeOnce(join(folder, "secret"), "first", 0o600);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("first");
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["secret"]);
  });

  test("stays as it is when it is there", () => {
    writeFileSync(join(folder, "secret"), "first");
    writeOnce(join(folder, "secret"), "second", 0o600);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("first");
    expect(readdirSync(folder)).toEqual(["secret"]);
  });

  testUnless(noSmallDisk())("is not there, not even in part, when the disk is full", () => {
    const source = JSON.stringify(join(import.meta.dirname, "../../../fleet/files.ts"));
    const program = `
      import { writeOnce } from ${source};
      try { writeOnce("secret", "x".repeat(8192), 0o600); } catch (error) { console.log(error.code); }
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
