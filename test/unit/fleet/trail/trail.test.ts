import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { entryAfter, type TrailHead } from "../../../../core/trail/trailEntry.ts";
import type { EstateManifest } from "../../../../core/schema/estate.ts";
import { verifyTrail } from "../../../../core/trail/verifyTrail.ts";
import { appendToTrail, readHead, readTrail, trailFiles } from "../../../../fleet/trail/trail.ts";
import { trailRecord } from "../../../helpers/trailRecord.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-trail-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const manifest = { spec: { trail: { directory: "audit" } } } as EstateManifest;
const files = () => trailFiles(directory, manifest);
const gap = (expected: TrailHead) => trailRecord({ event: "gap", subject: "", result: null, expected });
const append = (subject: string): Promise<TrailHead> => appendToTrail(files(), [trailRecord({ subject })], gap);
const verdict = async () =>
  verifyTrail(await readTrail(files()), [{ ...(await readHead(files())), source: "head.json" }]);
const lines = (): string[] => readFileSync(files().entries, "utf8").trimEnd().split("\n");

test("entries are kept in their order, with the end beside them", async () => {
  await append("acme");
  const end = await append("globex");
  expect(await verdict()).toEqual({ entries: 2, head: end.head, problems: [] });
  expect(lines().map((line) => (JSON.parse(line) as { subject: string }).subject)).toEqual(["acme", "globex"]);
});

test("many at once take turns: none is lost and none has the number of another", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => append(`tenant-${String(index)}`)));
  const { entries, problems } = await verdict();
  expect({ entries, problems }).toEqual({ entries: 20, problems: [] });
});

test("a line that a killed process left half-written is taken away, and nothing is missing", async () => {
  await append("acme");
  appendFileSync(files().entries, '{"sequence":2,"prev');
  await append("globex");
  expect(await verdict()).toMatchObject({ entries: 2, problems: [] });
});

test("an entry that a killed process wrote before it could say so belongs to the trail", async () => {
  const end = await append("acme");
  appendFileSync(files().entries, `${JSON.stringify(entryAfter(end, trailRecord({ subject: "globex" })))}\n`);
  expect(await append("initech")).toMatchObject({ entries: 3 });
  expect(await verdict()).toMatchObject({ entries: 3, problems: [] });
});

test.each([
  [
    "its last entry is gone",
    () => {
      writeFileSync(files().entries, `${lines().slice(0, 1).join("\n")}\n`);
    },
    1,
  ],
  [
    "it is empty",
    () => {
      writeFileSync(files().entries, "");
    },
    0,
  ],
  [
    "its last line is no entry",
    () => {
      writeFileSync(files().entries, `${lines()[0] ?? ""}\nhello\n`);
    },
    2,
  ],
])("a trail goes on where %s, and tells of it for ever", async (_what, damage, left) => {
  await append("acme");
  await append("globex");
  damage();
  await append("initech");
  await append("hooli");
  const told = (await verdict()).problems.map(({ message }) => message);
  expect(told).toContain("The trail was left with 2 entries, and was found with another end.");
  expect(lines()).toHaveLength(left + 3);
});

test("an end that is no end counts as none", async () => {
  await append("acme");
  writeFileSync(files().head, "not JSON");
  expect(await readHead(files())).toEqual({ entries: 0, head: null });
  await append("globex");
  expect(await verdict()).toMatchObject({ entries: 2, problems: [] });
});
