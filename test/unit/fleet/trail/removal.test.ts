import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { trailEntry, type TrailEntry } from "../../../../core/trail/trailEntry.ts";
import { retentionOfDestroy } from "../../../../cli/retentionOfDestroy.ts";
import { openRecorder } from "../../../../fleet/trail/recorder.ts";
import { readTrail } from "../../../../fleet/trail/trail.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-removal-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const tenants = (more: string) => {
  const manifest = (baseTexts()["tenants/acme.yaml"] ?? "").replace(
    "  ring: general\n",
    `  state: offboarded\n  offboarding: { requested: 2026-12-01, retainUntil: 2026-12-31${more} }\n`,
  );
  return baseEstate({ "tenants/acme.yaml": manifest }).tenants;
};
const hold = ", legalHold: { reason: A lawsuit, by: law@northwind.example, since: 2026-12-02 }";
const reason = "They insist on it.";

test.each<[string, string, string, string | undefined, string[], string[]]>([
  ["is kept", "", "2026-12-30", undefined, ["acme"], []],
  ["is kept, although it is said why not", "", "2026-12-30", reason, [], ["acme"]],
  ["is held, whatever is said", hold, "2027-12-30", reason, ["acme"], []],
  ["is kept no longer", "", "2026-12-31", undefined, [], []],
])("destroy of a tenant whose data %s", (_what, more, today, ignoreRetention, refused, removed) => {
  const { refusals, removals } = retentionOfDestroy(
    tenants(more),
    ignoreRetention === undefined ? {} : { ignoreRetention },
    { today },
  );
  expect([[...refusals.keys()], [...removals.keys()]]).toEqual([refused, removed]);
});

test("why something was deleted before its day stands in the trail, at the beginning", async () => {
  const all = tenants("");
  const { removals } = retentionOfDestroy(all, { ignoreRetention: reason }, { today: "2026-12-02" });
  const files = { entries: join(directory, "trail.jsonl"), head: join(directory, "head.json") };
  const recorder = openRecorder("destroy", files, {}, removals);
  for (const { resolved } of all.slice(0, 2)) await recorder.started({ kind: "tenant", resolved });
  const entries = (await readTrail(files))
    .trimEnd()
    .split("\n")
    .map((line): TrailEntry => trailEntry.parse(JSON.parse(line)));
  expect(entries.map(({ subject, event, removal }) => [subject, event, removal])).toEqual([
    ["acme", "started", { by: null, reason }],
    ["globex", "started", undefined],
  ]);
});
