import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { JournalDatabase } from "../../../../fleet/journal/database.ts";
import { root } from "../../../helpers/cli.ts";

let directory: string;
let file: string;
let notes: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-journal-"));
  file = join(directory, "runs", "journal.sqlite");
  notes = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const open = (): JournalDatabase => JournalDatabase.open(file, (line) => void notes.push(line));
const lease = (database: JournalDatabase, stack: string): void => {
  database.run("INSERT INTO leases (stack, run, since) VALUES (?, 'r', 0)", stack);
};
const stacks = (database: JournalDatabase): unknown[] =>
  database.all("SELECT stack FROM leases ORDER BY stack").map(({ stack }) => stack);

describe("the journal's file", () => {
  it("is made where none is, and keeps what was written", () => {
    const first = open();
    lease(first, "acme");
    first.close();
    const second = open();
    expect(stacks(second)).toEqual(["acme"]);
    expect(second.get("PRAGMA user_version")).toEqual({ user_version: 1 });
    second.close();
    expect(notes).toEqual([]);
  });

  it("is refused when a newer version has written it, and left as it is", () => {
    open().close();
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 2");
    newer.close();
    expect(open).toThrow(
      `The journal ${file} was written by a newer Tenantry (schema 2; this one knows 1). Use that version, or move the file away to begin a new one.`,
    );
    expect(readdirSync(join(directory, "runs"))).not.toContainEqual(expect.stringContaining("damaged"));
  });

  it.each([
    [
      "no database",
      () => {
        writeFileSync(file, "tenantry ".repeat(2000));
      },
    ],
    [
      "cut off",
      () => {
        truncateSync(file, 5000);
      },
    ],
    [
      "overwritten in the middle",
      () => {
        const bytes = readFileSync(file);
        bytes.fill(0x55, 4096, 12_000);
        writeFileSync(file, bytes);
      },
    ],
  ])("is put aside and begun anew when it is %s", (_what, damage) => {
    const first = open();
    lease(first, "acme");
    first.close();
    damage();
    const second = open();
    expect(stacks(second)).toEqual([]);
    lease(second, "globex");
    second.close();
    const aside = readdirSync(join(directory, "runs")).filter((name) =>
      /^journal\.sqlite\.damaged-[\dT.-]+Z$/.test(name),
    );
    expect(aside).toHaveLength(1);
    expect(notes).toEqual([
      `The journal ${file} is damaged. It is now ${join(directory, "runs", aside[0] ?? "")}, and a new one is begun: what had not changed is looked at once more.`,
    ]);
  });

  it("undoes a transaction that does not come to its end", () => {
    const database = open();
    expect(() => {
      database.transaction(() => {
        lease(database, "acme");
        throw new Error("no");
      });
    }).toThrow("no");
    expect(stacks(database)).toEqual([]);
    database.close();
  });

  it("is written by several processes at once, and loses nothing", async () => {
    const script = `
      import { JournalDatabase } from ${JSON.stringify(join(root, "fleet/journal/database.ts"))};
      const database = JournalDatabase.open(process.argv[1], console.error);
      for (let index = 0; index < 100; index += 1) {
        database.transaction(() => database.run("INSERT INTO leases (stack, run, since) VALUES (?, 'r', 0)", process.argv[2] + index));
      }
      database.close();
    `;
    const ended = ["a", "b", "c"].map(async (name) => {
      const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script, file, name];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
      return (await once(child, "close")) as unknown[];
    });
    expect((await Promise.all(ended)).map(([code]) => code)).toEqual([0, 0, 0]);
    const database = open();
    expect(stacks(database)).toHaveLength(300);
    database.close();
  });
});
