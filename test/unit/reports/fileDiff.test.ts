import { expect, test } from "@jest/globals";

import { fileDiff } from "../../../reports/fileDiff.ts";

test("shows two lines around a change", () => {
  const before = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n";
  expect(fileDiff("x.yaml", before, before.replace("4", "5")).split("\n")).toEqual([
    "--- x.yaml",
    "+++ x.yaml",
    "@@ -2,4 +2,4 @@",
    " b: 2",
    " c: 3",
    "-d: 4",
    "+d: 5",
    " e: 5",
  ]);
});

test("nothing in a file or in its name can write a line of its own or move the cursor", () => {
  expect(fileDiff("x\n\u001b[2J.yaml", "a: 1\r\n", "a: \u001b[31m\u202e\r\n").split("\n")).toEqual([
    "--- x\\n\\u001b[2J.yaml",
    "+++ x\\n\\u001b[2J.yaml",
    "@@ -1,1 +1,1 @@",
    "-a: 1",
    "+a: \\u001b[31m\\u202e",
  ]);
});
