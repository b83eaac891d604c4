import { describe, expect, test } from "@jest/globals";

import type { CommonChange, FleetDiffDocument } from "../../../core/results/fleetDiff.ts";
import { formatFleetDiff } from "../../../reports/fleetDiff.ts";
import { fleetDiffMarkdown } from "../../../reports/fleetDiffMarkdown.ts";

const ids = Array.from({ length: 12 }, (_, index) => `t${String(index).padStart(2, "0")}`);
const change = (more: Partial<CommonChange>): CommonChange => ({
  op: "update",
  paths: [],
  causes: [],
  refused: false,
  retained: false,
  count: 1,
  resources: [{ type: "aws:ec2/vpc:Vpc", name: "<subscription>", count: 1 }],
  tenants: ["t00"],
  ...more,
});
const summary = { added: 1, changed: 12, unchanged: 3, removed: 1, unknown: 1 };
const value = { unknown: false, secret: false };
const diff: FleetDiffDocument = {
  verb: "diff",
  base: { reference: "origin/main", commit: "0123456789abcdef0123456789abcdef01234567" },
  summary: { ...summary, create: 0, update: 24, replace: 1, delete: 0, refused: 1 },
  changes: [
    change({ op: "replace", paths: ["cidrBlock"], causes: ["cidrBlock"], refused: true }),
    change({ op: "delete", retained: true }),
    change({
      paths: ["a", "b", "c"],
      count: 24,
      tenants: ids,
      resources: [
        { type: "aws:ec2/vpc:Vpc", name: "<subscription>", count: 12 },
        { type: "aws:ec2/subnet:Subnet", name: "<subscription>-a", count: 11 },
      ],
      values: [
        { ...value, path: "a", before: "x|`y`", after: { z: 1 } },
        { ...value, path: "b", secret: true },
        { ...value, path: "c", unknown: true, before: 1 },
      ],
    }),
  ],
  tenants: [
    { tenant: "new", change: "added", steps: [] },
    { tenant: "old", change: "removed", steps: [] },
    { tenant: "broken", change: "unknown", steps: [], error: "it\u001b[31m fails" },
  ],
};

describe("for people", () => {
  test("each change is told once, with a few of its tenants", () => {
    expect(formatFleetDiff(diff)).toBe(
      [
        "replace because of cidrBlock (refused: it is protected)",
        "  1 resource of 1 tenant: t00",
        "  aws:ec2/vpc:Vpc <subscription>",
        "    cidrBlock",
        "",
        "delete (the object stays)",
        "  1 resource of 1 tenant: t00",
        "  aws:ec2/vpc:Vpc <subscription>",
        "",
        "update",
        "  24 resources of 12 tenants: t00, t01, t02 and 9 more",
        "  aws:ec2/vpc:Vpc <subscription>",
        "  aws:ec2/subnet:Subnet <subscription>-a (11)",
        '    a: "x|`y`" → {"z":1}',
        "    b: a secret",
        "    c: 1 → known when it is made",
        "",
        "new: new, with 0 resources",
        "old: its manifest is gone; nothing is done to what it has",
        "broken: nothing can be said: it\\u001b[31m fails",
        "",
        "13 of 17 tenants would change: 24 to update, 1 to replace, 1 of them refused, 1 tenant removed, 1 unknown, against origin/main (0123456789ab)",
      ].join("\n"),
    );
  });

  test("all tenants are named where that is asked", () => {
    expect(formatFleetDiff(diff, true)).toContain(`24 resources of 12 tenants: ${ids.join(", ")}\n`);
  });

  test("nothing to do is one line", () => {
    const none = { added: 0, changed: 0, unchanged: 2, removed: 0, unknown: 0 };
    const counts = { create: 0, update: 0, replace: 0, delete: 0, refused: 0 };
    expect(formatFleetDiff({ ...diff, summary: { ...none, ...counts }, changes: [], tenants: [] })).toBe(
      "0 of 2 tenants would change, against origin/main (0123456789ab)",
    );
  });
});

describe("as a comment", () => {
  test("it has its mark, the sum, a row for each change, and nothing that breaks a row", () => {
    const lines = fleetDiffMarkdown(diff).split("\n");
    expect(lines[0]).toBe("<!-- tenantry:diff -->");
    expect(lines[2]).toBe(
      "### Tenantry: 13 of 17 tenants would change: 24 to update, 1 to replace, 1 of them refused, 1 tenant removed, 1 unknown",
    );
    const rows = lines.filter((line) => line.startsWith("| `"));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toBe(
      "| `replace because of cidrBlock (refused: it is protected)` | `cidrBlock` | 1: `aws:ec2/vpc:Vpc <subscription>` | 1: `t00` |",
    );
    for (const row of rows) expect(row.split("|")).toHaveLength(6);
    expect(rows[2]).toContain("`t09` and 2 more |");
    expect(lines).toContain("- `broken`: nothing can be said: `it\\u001b[31m fails`");
  });

  test("it is as short as a comment may be, and says what it leaves out", () => {
    const many = { ...diff, changes: Array.from({ length: 2_000 }, () => diff.changes[2] ?? change({})) };
    const text = fleetDiffMarkdown(many);
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
    expect(text).toMatch(/\*\*And \d{4} more, which `tenantry diff` tells\.\*\*\n$/);
    expect(Buffer.byteLength(fleetDiffMarkdown(many, 2_000))).toBeLessThan(2_000);
  });
});
