import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { loadEstate, type LoadOptions } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const texts = baseTexts();
const today = "2027-06-30";

/** A version of iaas' standard tier. */
const standard = (version: number, status: string, more = ""): Record<string, string> => ({
  [`catalogue/iaas/standard@${String(version)}.yaml`]: (texts["catalogue/iaas/standard@1.yaml"] ?? "")
    .replace("version: 1", `version: ${String(version)}`)
    .replace("spec:", `status: { ${status} }\nspec:${more}`),
});
const load = (changes: Record<string, string>, options: LoadOptions = { today }) =>
  loadEstate(estateFiles({ ...texts, ...changes }), "estate", serviceKinds, options);
const problems = (changes: Record<string, string>, options?: LoadOptions): string[] =>
  load(changes, options).diagnostics.map(formatDiagnostic);
const unpinned = { "tenants/acme.yaml": (texts["tenants/acme.yaml"] ?? "").replace("standard@1", "standard") };
const versionOfAcme = (changes: Record<string, string>): number | undefined =>
  load(changes).estate?.tenants[0]?.resolved.subscriptions[0]?.tier.version;

describe("a tenant on a version that is retired", () => {
  const retired = { ...standard(1, "retired: 2027-06-30, successor: standard@2"), ...standard(2, "") };

  test("is an error that names the successor", () => {
    expect(problems(retired)).toEqual([
      "estate/tenants/acme.yaml:19:13: error TEN217: iaas/standard@1 is retired since 2027-06-30. Move to its successor standard@2.",
    ]);
    expect(load(retired).estate).toBeUndefined();
  });

  test("is right on the day before, without a day, and when it is offboarded", () => {
    expect(problems(retired, { today: "2027-06-29" })).toEqual([]);
    expect(problems(retired, {})).toEqual([]);
    const offboarded = (texts["tenants/acme.yaml"] ?? "").replace(
      "  ring: general",
      "  state: offboarded\n  offboarding: { requested: 2026-12-01, retainUntil: 2026-12-31 }",
    );
    expect(problems({ ...retired, "tenants/acme.yaml": offboarded })).toEqual([]);
  });

  test("is a warning where a date must not stop the run", () => {
    const { estate, diagnostics } = load(retired, { today, retired: "warning" });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["TEN217", "warning"]]);
    expect(estate?.tenants).toHaveLength(3);
  });

  test("is led past successors that are retired as well", () => {
    const chain = {
      ...standard(1, "retired: 2027-01-01, successor: standard@2"),
      ...standard(2, "retired: 2027-06-01, successor: standard@3"),
      ...standard(3, ""),
    };
    expect(problems(chain)).toEqual([expect.stringMatching(/TEN217: .* Move to its successor standard@3\.$/)]);
  });

  test("is told what is left when no successor is", () => {
    expect(problems(standard(1, "retired: 2027-06-30"))).toEqual([
      "estate/tenants/acme.yaml:19:13: error TEN217: iaas/standard@1 is retired since 2027-06-30. Allowed: starter@1. Move to another version; the catalogue names no successor.",
    ]);
  });

  test("is not recommended to a tenant that orders too much", () => {
    const initech = {
      "tenants/initech.yaml": (texts["tenants/initech.yaml"] ?? "").replace("[assets]", "[assets, logs]"),
    };
    expect(problems({ ...initech, ...standard(1, "retired: 2028-01-01"), ...unpinned })).toEqual([
      expect.stringMatching(/TEN208: .* choose standard@1/),
    ]);
    expect(problems({ ...initech, ...standard(1, "retired: 2027-01-01"), ...standard(2, "") })).toEqual([
      expect.stringMatching(/acme.*TEN217/),
      expect.stringMatching(/TEN208: .* choose standard@2/),
    ]);
  });
});

test("a tenant on a version that is deprecated is warned, and everything goes on", () => {
  const { estate, diagnostics } = load(
    { ...standard(1, "deprecated: 2027-06-30, retired: 2028-01-01, successor: standard@2"), ...standard(2, "") },
    { today },
  );
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    "estate/tenants/acme.yaml:19:13: warning TEN217: iaas/standard@1 is deprecated since 2027-06-30 and will be retired on 2028-01-01. Move to its successor standard@2.",
  ]);
  expect(estate?.tenants).toHaveLength(3);
});

describe("an unpinned subscription", () => {
  test("never resolves to a retired version", () => {
    expect(versionOfAcme({ ...unpinned, ...standard(2, "retired: 2027-06-30") })).toBe(1);
    expect(versionOfAcme({ ...unpinned, ...standard(2, "retired: 2027-07-01") })).toBe(2);
  });

  test("whose ring follows retired versions only is an error", () => {
    expect(problems({ ...unpinned, ...standard(1, "retired: 2027-06-30") })).toEqual([
      expect.stringMatching(/^estate\/tenants\/acme\.yaml:19:13: error TEN217: iaas\/standard@1 is retired since/),
    ]);
  });
});

describe("a status that makes no sense", () => {
  const first = "estate/catalogue/iaas/standard@1.yaml";
  test.each<[string, Record<string, string>, string]>([
    [
      "retired before it is deprecated",
      standard(1, "deprecated: 2030-01-02, retired: 2030-01-01"),
      `${first}:5:44: error TEN210: standard@1 is retired on 2030-01-01, before its deprecation on 2030-01-02. Let it be deprecated first, and retired on that day or later.`,
    ],
    [
      "a successor that does not outlive it",
      { ...standard(1, "retired: 2030-01-01, successor: standard@2"), ...standard(2, "retired: 2030-01-01") },
      `${first}:5:43: error TEN210: The successor standard@2 is retired on 2030-01-01, and standard@1 on 2030-01-01. Name a version that stays longer.`,
    ],
    [
      "a successor that is retired while it is not",
      { ...standard(1, "successor: standard@2"), ...standard(2, "retired: 2030-01-01") },
      `${first}:5:22: error TEN210: The successor standard@2 is retired on 2030-01-01, and standard@1 not at all. Name a version that stays longer.`,
    ],
  ])("%s", (_what, changes, expected) => {
    expect(problems(changes, {})).toEqual([expected]);
  });

  test("successors in a circle", () => {
    const circle = { ...standard(1, "successor: standard@2"), ...standard(2, "successor: standard@1") };
    expect(problems(circle, {})).toEqual([
      `${first}:5:22: error TEN210: The successors of standard@1 lead back to it. Let the chain end at a version that has no successor.`,
      "estate/catalogue/iaas/standard@2.yaml:5:22: error TEN210: The successors of standard@2 lead back to it. Let the chain end at a version that has no successor.",
    ]);
  });
});
