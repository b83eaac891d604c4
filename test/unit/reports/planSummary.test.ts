import { describe, expect, test } from "@jest/globals";

import { commentBytes } from "../../../reports/markdown.ts";
import { planSummary, summaryMarker } from "../../../reports/planSummary.ts";
import { planFor, plannedStep, plannedTenant } from "../../helpers/plannedStep.ts";

const approve = "tenantry approve plan";
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `tenant-${String(index).padStart(5, "0")}`);

describe("the summary of a plan (C17)", () => {
  test("is one comment with a marker by which it is found again", () => {
    const text = planSummary(
      planFor([plannedTenant("acme", [plannedStep({ paths: ["tags.tier"] })]), plannedTenant("globex", [])]),
      approve,
    );
    expect(text.split("\n")[0]).toBe(summaryMarker);
    expect(text).toContain("1 of 2 tenants would change");
    expect(text).toContain("| ~ update | `aws:s3/bucket:Bucket` `assets` | `tags.tier` |");
    expect(text).toContain("1 tenant would stay as it is.");
  });

  test("tells the same change of many tenants once", () => {
    const text = planSummary(
      planFor(ids(800).map((id) => plannedTenant(id, [plannedStep({ paths: ["tags.tier"] })]))),
      approve,
    );
    expect(text.match(/tags\.tier/g)).toHaveLength(1);
    expect(text).toContain("**800 tenants** (~1 each)");
    expect(text).toContain("and 780 more");
  });

  test("is short enough for every host, however much changes, and counts what it leaves out", () => {
    const tenants = ids(3_000).map((id) =>
      plannedTenant(id, [plannedStep({ name: `${id}-${"x".repeat(150)}`, paths: ["ü".repeat(150)] })]),
    );
    const text = planSummary(planFor(tenants), approve);
    expect(Buffer.byteLength(text)).toBeLessThan(commentBytes);
    expect(commentBytes).toBeLessThan(65_536);
    const shown = text.match(/^\*\*1 tenant\*\*/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(20);
    expect(text).toContain(`**${String(3_000 - shown)} more parts do not fit in here.**`);
  });

  test("has what needs an approval before all else, with its command", () => {
    const causes = ["acme", "globex"].map((stack) => ({
      reason: "stateful-deletion" as const,
      stack,
      urn: null,
      message: "It would be deleted.",
    }));
    const text = planSummary(
      planFor(
        ["acme", "globex"].map((id) => plannedTenant(id, [plannedStep({ op: "delete", stateful: true })])),
        causes,
      ),
      approve,
    );
    expect(text).toContain("- `It would be deleted.` `acme`, `globex`");
    expect(text).toContain("\n    tenantry approve plan\n");
    expect(text.indexOf("needs an approval")).toBeLessThan(text.indexOf("| Resource |"));
  });

  test.each([
    ["a line end", "a\nb", "`a\\nb`"],
    ["the end of code", "`](https://evil.example)", "`` `](https://evil.example) ``"],
    ["a mention", "@everyone #1", "`@everyone #1`"],
    ["a cell's end", "a|b", "`a¦b`"],
    ["markup", "<img src=x onerror=alert(1)>", "`<img src=x onerror=alert(1)>`"],
    ["a turn of direction", "\u202eevil", "`\\u202eevil`"],
    ["the marker", "<!-- tenantry:plan -->", "`<!-- tenantry:plan -->`"],
  ])("has a name with %s as code", (_what, name, expected) => {
    const text = planSummary(planFor([plannedTenant("acme", [plannedStep({ name, paths: [name] })])]), approve);
    const row = text.split("\n").find((line) => line.startsWith("| ~"));
    expect(row).toBe(`| ~ update | \`aws:s3/bucket:Bucket\` ${expected} | ${expected} |`);
    const failed = planSummary(planFor([plannedTenant("acme", [], { result: "failed", errors: [name] })]), approve);
    expect(failed).toContain(`- \`acme\`: ${expected}`);
  });
});
