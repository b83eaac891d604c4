/** Verbs that edit manifests, killed at any moment: nothing is half-written, and the same verb given again comes to the same end. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { onboardFirst } from "../../helpers/lifecycle/commands.ts";
import { killAndRepeat } from "../../helpers/lifecycle/killed.ts";
import { firstDay as day } from "../../helpers/lifecycle/model.ts";
import { onFiles } from "../../helpers/lifecycle/systems.ts";

let estate: TestEstate;

beforeEach(async () => {
  estate = copyEstate();
  await onboardFirst(
    onFiles(estate, () => undefined),
    estate,
  );
});

afterEach(() => {
  estate.remove();
});

const later = ["move", "t1", "apps", "--to", "starter@2"];
const renewal = "2027-01-01";

test.each<[string, string[][], string[], string?]>([
  ["a move that is made at once", [], ["move", "t0", "apps", "--to", "standard@2"]],
  ["a move that is agreed for later", [], later],
  ["taking a move back", [later], ["move", "t1", "apps", "--undo"]],
  [
    "carrying out two moves that are due",
    [["move", "t0", "apps", "--to", "standard@2", "--when", "renewal", "--on", renewal], later],
    ["moves", "--due"],
    renewal,
  ],
  ["a suspension", [], ["suspend", "t0", "--reason", "security"]],
  ["resuming", [["suspend", "t0", "--reason", "security"]], ["resume", "t0"]],
  ["an agreement on a tenant's end", [], ["offboard", "t0"]],
  ["a change to such an agreement", [["offboard", "t0"]], ["offboard", "t0", "--export", "declined"]],
])(
  "%s",
  async (_what, before, args, on = day) => {
    for (const each of before) expect((await estate.command(each, `${day}T12:00:00.000Z`)).code).toBe(0);
    expect(await killAndRepeat({ estate, verb: { day: on, args }, moments: 10 })).toEqual([]);
  },
  300_000,
);
