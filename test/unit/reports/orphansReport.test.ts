import { expect, test } from "@jest/globals";

import { formatOrphans } from "../../../reports/orphansReport.ts";

test("every object has a row, with what it is called and whether a run may still take it in", () => {
  const orphan = {
    stack: "acme",
    inEstate: true,
    cell: "main",
    type: "aws:ec2/vpc:Vpc",
    id: "vpc-1",
    name: "acme--web",
    created: "2026-11-01T00:00:00Z",
    tags: {},
    underWay: true,
  };
  const gone = { ...orphan, stack: "gone", inEstate: false, id: "data", name: "data", created: null, underWay: false };
  const text = formatOrphans({
    orphans: [orphan, gone],
    unasked: [{ cell: "two", error: "silent" }],
    unlisted: ["No roles."],
  });
  expect(text.split("\n")).toEqual([
    "STACK                     CELL  TYPE             OBJECT             MADE                  IN A STATE",
    "acme                      main  aws:ec2/vpc:Vpc  vpc-1 (acme--web)  2026-11-01T00:00:00Z  under way",
    "gone (not in the estate)  main  aws:ec2/vpc:Vpc  data               -                     no",
    "",
    "two could not be asked: silent",
    "",
    "No roles.",
  ]);
});

test("names of the target's move no cursor and break no row", () => {
  const text = formatOrphans({
    orphans: [
      {
        stack: "acme",
        inEstate: true,
        cell: "main",
        type: "aws:ec2/vpc:Vpc",
        id: "vpc-1",
        name: "a\n\u001b[2Jb",
        created: null,
        tags: {},
        underWay: false,
      },
    ],
    unasked: [],
    unlisted: [],
  });
  expect(text).toContain("vpc-1 (a\\n\\u001b[2Jb)");
});

test("nothing is said as such", () => {
  expect(formatOrphans({ orphans: [], unasked: [], unlisted: [] })).toBe(
    "The targets hold nothing that no state knows.",
  );
});
