import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { nothingDone } from "../../../core/results/runOutcome.ts";
import { runsDocument, runsShowDocument } from "../../../core/results/runs.ts";
import { Journal, type NewRun } from "../../../fleet/journal/journal.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
let file: string;

beforeEach(() => {
  estate = copyEstate("base");
  file = join(estate.stateDirectory, "runs", "journal.sqlite");
});
afterEach(() => {
  estate.remove();
});

/** A run of the past: what it was for, and what it has done. */
function past(run: string, more: Partial<NewRun> = {}, work: (journal: Journal) => void = () => undefined): void {
  const actor = { user: "ann", host: "h-1" };
  const tasks = ["acme", "gone"].map((subject) => ({ stack: subject, subject }));
  const journal = Journal.begin(file, { run, verb: "up", actor, refresh: false, tasks, ...more }, () => undefined);
  if (journal === undefined) throw new Error("no journal");
  work(journal);
  journal.close();
}

function sql(text: string): void {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
}

/** Makes the process of a run one that is dead. */
const crash = (run: string): void => {
  sql(`UPDATE runs SET start_time = 1 WHERE id = '${run}'`);
};

describe("tenantry runs", () => {
  it("says that none is remembered, and makes nothing", async () => {
    const { code, stdout } = await estate.command(["runs"]);
    expect([code, stdout]).toEqual([0, "No run is remembered.\n"]);
    expect(runsDocument.parse(JSON.parse((await estate.command(["runs", "--json"])).stdout)).runs).toEqual([]);
  });

  it("lists runs, and shows one by the beginning of its id", async () => {
    past("aa-1", {}, (journal) => {
      journal.taskBegan("acme", "d");
      const errors = ["aws:ec2/vpc:Vpc web-vpc: the password is hunter2"];
      journal.taskEnded("acme", nothingDone({ result: "failed", failure: "throttled", attempts: 4, errors }));
      journal.end("failed");
    });
    sql("UPDATE runs SET began = 1000, ended = 4500; UPDATE tasks SET began = 1000, ended = 3500 WHERE stack = 'acme'");
    expect((await estate.command(["runs"])).stdout).toBe(
      "RUN   VERB  BY       BEGAN                     TOOK   DONE    STATE\n" +
        "aa-1  up    ann@h-1  1970-01-01T00:00:01.000Z  3.5 s  0 of 2  failed\n",
    );
    const shown = await estate.command(["runs", "show", "aa"]);
    expect(shown.stdout.split("\n").slice(3)).toEqual([
      "ID    STATE               ATTEMPTS  TOOK   FAILED AT",
      "acme  failed (throttled)  4         2.5 s  aws:ec2/vpc:Vpc web-vpc",
      "gone  not-started         0         -      -",
      "",
    ]);
    const document = runsShowDocument.parse(
      JSON.parse((await estate.command(["runs", "show", "aa", "--json"])).stdout),
    );
    expect(document.run).toMatchObject({ id: "aa-1", state: "failed", unfinished: 0 });
  });

  it("asks for more of an id that several runs begin with, and knows no other", async () => {
    past("aa-1");
    past("aa-2");
    const several = await estate.command(["runs", "show", "aa"]);
    expect([several.code, several.stderr]).toEqual([
      2,
      'Ids of several runs begin with "aa": give more of the one that is meant.\n',
    ]);
    const none = await estate.command(["runs", "show", "bb"]);
    expect([none.code, none.stderr]).toEqual([
      2,
      'No run with the id "bb" is remembered; `tenantry runs` shows those that are.\n',
    ]);
  });

  it("refuses a journal of a newer version", async () => {
    past("aa-1");
    sql("PRAGMA user_version = 9");
    const { code, stderr } = await estate.command(["runs"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("was written by a newer Tenantry (schema 9;")]);
    const up = await estate.command(["up", "acme"]);
    expect([up.code, up.stderr]).toEqual([2, expect.stringContaining("was written by a newer Tenantry (schema 9;")]);
  });

  it("says that the journal cannot be read", async () => {
    mkdirSync(file, { recursive: true });
    const { code, stderr } = await estate.command(["runs"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`The journal ${file} cannot be read:`)]);
  });

  it("finds the journal where the estate says", async () => {
    estate.edit("estate.yaml", "spec:\n", "spec:\n  fleet: { journal: { directory: ../elsewhere } }\n");
    file = join(estate.directory, "elsewhere", "journal.sqlite");
    past("aa-1");
    expect(runsDocument.parse(JSON.parse((await estate.command(["runs", "--json"])).stdout)).runs).toHaveLength(1);
  });
});

describe("tenantry runs resume", () => {
  it("has nothing to do where every run has ended", async () => {
    past("aa-1", {}, (journal) => {
      journal.end("failed");
    });
    const { code, stderr } = await estate.command(["runs", "resume"]);
    expect([code, stderr]).toEqual([
      0,
      "There is no run to resume: all that are remembered have ended, or were gone on with.\n",
    ]);
  });

  it.each([
    [
      "has ended (failed)",
      () => {
        sql("UPDATE runs SET ended = 1, result = 'failed'");
      },
    ],
    ["still runs", () => undefined],
    [
      "was gone on with, or had nothing left to do",
      () => {
        crash("aa-1");
        past("bb-1", { resumes: "aa-1" });
      },
    ],
  ])("refuses a run that %s", async (reason, make) => {
    past("aa-1");
    make();
    const { code, stderr } = await estate.command(["runs", "resume", "aa-1"]);
    expect([code, stderr]).toEqual([
      2,
      `The run aa-1 ${reason}: there is nothing to resume. To run a verb again, give the verb.\n`,
    ]);
  });

  it("leaves what is not in the estate any more", async () => {
    past("aa-1", { tasks: [{ stack: "gone", subject: "gone" }] });
    crash("aa-1");
    const { code, stderr } = await estate.command(["runs", "resume"]);
    expect([code, stderr]).toEqual([0, "Not in the estate any more, and left as it is: gone\n"]);
  });

  it("does not go on with what it does not know", async () => {
    past("aa-1", { verb: "later" as never });
    crash("aa-1");
    const { code, stderr } = await estate.command(["runs", "resume"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("A run of `later` is not resumed; give the verb again."),
    ]);
  });
});

describe("a state that cannot be read", () => {
  it("is told as what it is", async () => {
    const stacks = join(estate.stateDirectory, "state", ".pulumi", "stacks", "tenantry");
    mkdirSync(stacks, { recursive: true });
    writeFileSync(join(stacks, "..", "..", "meta.yaml"), "version: 1\n");
    writeFileSync(join(stacks, "acme.json"), "{");
    const { code, stderr } = await estate.command(["status"]);
    expect([code, stderr]).toEqual([
      2,
      `The state in ${join(stacks, "acme.json")} cannot be read: it is no checkpoint of Pulumi's (version 3 or 4). ` +
        "The copy beside it that ends with .bak is the one before.\n",
    ]);
  });
});
