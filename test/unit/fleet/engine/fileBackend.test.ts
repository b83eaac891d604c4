import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";

import { openFileBackend, type FileBackend } from "../../../../fleet/engine/fileBackend.ts";

let directory: string;
let stacks: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-states-"));
  stacks = join(directory, ".pulumi", "stacks", "tenantry");
  mkdirSync(stacks, { recursive: true });
  writeFileSync(join(directory, ".pulumi", "meta.yaml"), "version: 1\n");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const open = (url = `file://${directory}`): FileBackend | undefined =>
  openFileBackend({ environment: { PULUMI_BACKEND_URL: url } });
const opened = (): FileBackend => {
  const backend = open();
  if (backend === undefined) throw new Error("the files are not read");
  return backend;
};
const checkpoint = (resources: number): string =>
  JSON.stringify({
    version: 3,
    checkpoint: {
      stack: "organization/tenantry/acme",
      latest: { resources: Array.from({ length: resources }, () => ({ type: "x" })) },
    },
  });
const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

describe("states in files", () => {
  it("lists the stacks of the project, packed or not, and takes nothing else for one", () => {
    writeFileSync(join(stacks, "acme.json"), checkpoint(1));
    writeFileSync(join(stacks, "acme.json.bak"), checkpoint(1));
    writeFileSync(join(stacks, "acme.json.attrs"), "{}");
    writeFileSync(join(stacks, "globex.json.gz"), gzipSync(checkpoint(1)));
    writeFileSync(join(stacks, "initech.json.zst"), zstdCompressSync(checkpoint(1)));
    writeFileSync(join(stacks, "two words.json"), checkpoint(1));
    expect(opened().names().toSorted()).toEqual(["acme", "globex", "initech"]);
  });

  it("gives the deployment and a version that is the file's digest", () => {
    writeFileSync(join(stacks, "acme.json"), checkpoint(2));
    const state = opened().read("acme");
    expect(state?.deployment()).toEqual({ resources: [{ type: "x" }, { type: "x" }] });
    expect(state?.version).toBe(sha256(checkpoint(2)));
  });

  it.each([
    ["gz", gzipSync],
    ["zst", zstdCompressSync],
  ])("reads what is packed as %s", (ending, pack) => {
    const bytes = pack(checkpoint(1));
    writeFileSync(join(stacks, `acme.json.${ending}`), bytes);
    const state = opened().read("acme");
    expect(state?.deployment()).toEqual({ resources: [{ type: "x" }] });
    expect(state?.version).toBe(sha256(bytes));
  });

  it("takes the newest file while the way of packing changes", () => {
    writeFileSync(join(stacks, "acme.json"), checkpoint(1));
    writeFileSync(join(stacks, "acme.json.gz"), gzipSync(checkpoint(3)));
    utimesSync(join(stacks, "acme.json"), 1_000, 1_000);
    utimesSync(join(stacks, "acme.json.gz"), 2_000, 2_000);
    expect(opened().read("acme")?.deployment()).toEqual({ resources: [{}, {}, {}].map(() => ({ type: "x" })) });
    utimesSync(join(stacks, "acme.json"), 3_000, 3_000);
    expect(opened().read("acme")?.deployment()).toEqual({ resources: [{ type: "x" }] });
  });

  it("has nothing of a stack that is not there, nor of a name that leads elsewhere", () => {
    writeFileSync(join(directory, ".pulumi", "secret.json"), checkpoint(1));
    expect(opened().read("acme")).toBeUndefined();
    expect(opened().read("../../secret")).toBeUndefined();
  });

  it("has no deployment of a stack to which nothing was ever done", () => {
    writeFileSync(join(stacks, "acme.json"), JSON.stringify({ version: 3, checkpoint: { stack: "acme" } }));
    expect(opened().read("acme")?.deployment()).toBeUndefined();
  });

  it.each([
    ["cut off", checkpoint(2).slice(0, 40)],
    ["another version", JSON.stringify({ version: 1, checkpoint: {} })],
    ["no object", "[]"],
    ["empty", ""],
  ])("refuses a file that is no checkpoint, and names it: %s", (_what, text) => {
    const path = join(stacks, "acme.json");
    writeFileSync(path, text);
    const state = opened().read("acme");
    expect(state?.version).toBe(sha256(text));
    expect(() => state?.deployment()).toThrow(
      `The state in ${path} cannot be read: it is no checkpoint of Pulumi's (version 3 or 4).`,
    );
  });

  it("refuses what cannot be unpacked", () => {
    const path = join(stacks, "acme.json.gz");
    writeFileSync(path, gzipSync(checkpoint(2)).subarray(0, 30));
    expect(() => opened().read("acme")?.deployment()).toThrow(`The state in ${path} cannot be unpacked:`);
  });

  it.each(["s3://states", "file://~/states", "file:///tmp/a?no_tmp_dir=false", "file:///tmp/a%20b", ""])(
    "leaves to the CLI what it does not read: %s",
    (url) => {
      expect(open(url)).toBeUndefined();
    },
  );

  it("leaves a layout without projects to the CLI, and begins an empty one with projects", () => {
    rmSync(join(directory, ".pulumi", "meta.yaml"));
    expect(open()).toBeUndefined();
    rmSync(join(directory, ".pulumi"), { recursive: true });
    expect(open()?.names()).toEqual([]);
  });

  it("knows where the engine keeps a stack's locks", () => {
    expect(opened().lockDirectory("acme")).toBe(
      join(directory, ".pulumi", "locks", "organization", "tenantry", "acme"),
    );
  });
});
