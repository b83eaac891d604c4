import { describe, expect, it } from "@jest/globals";

import type { RecordedRun } from "../../../core/results/runs.ts";
import { formatHistory, formatRun } from "../../../reports/runsReport.ts";

const run: RecordedRun = {
  ...{ id: "aa-1", verb: "up", pid: 7, state: "crashed", tasks: 3, done: 1, unfinished: 2, resumes: null },
  actor: { user: "runner", host: "h-1", pipeline: { actor: "ann", run: "99" } },
  ...{ began: "2026-11-26T10:00:00.000Z", ended: null },
};

describe("the history of runs", () => {
  it("names who caused a pipeline's run, and what there is to resume", () => {
    expect(formatHistory([run, { ...run, id: "aa-0", state: "running", unfinished: 0 }])).toBe(
      [
        "RUN   VERB  BY       BEGAN                     TOOK  DONE    STATE",
        "aa-1  up    ann@h-1  2026-11-26T10:00:00.000Z  -     1 of 3  crashed, 2 to resume",
        "aa-0  up    ann@h-1  2026-11-26T10:00:00.000Z  -     1 of 3  running",
      ].join("\n"),
    );
  });

  it("shows of one run each tenant or cell", () => {
    const [began, ended] = [run.began, "2026-11-26T10:01:02.340Z"];
    const task = { id: "acme", state: "created", failure: null, attempts: 2, resource: null, began, ended } as const;
    const other = { ...task, id: "globex", state: "running", attempts: 0, ended: null } as const;
    expect(formatRun(run, [task, other]).split("\n").slice(3)).toEqual([
      "ID      STATE    ATTEMPTS  TOOK    FAILED AT",
      "acme    created  2         62.3 s  -",
      "globex  running  0         -       -",
    ]);
  });
});
