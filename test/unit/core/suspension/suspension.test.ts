import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";

import type { EditResult } from "../../../../core/documents/editDocument.ts";
import { partAt } from "../../../../core/documents/sourceMap.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { resumed, suspended, type Suspension } from "../../../../core/suspension/suspension.ts";
import { serviceKinds } from "../../../../components/registry.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";
import { manifestLayouts } from "../../../helpers/manifestLayouts.ts";

function textOf(result: EditResult): string {
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
}

const specOf = (text: string): unknown => partAt(parse(text.replace(/^\u{FEFF}/u, "")), ["spec"]);

const suspensions = fc.record<Suspension>(
  {
    reason: fc.constantFrom("non-payment", "security", "customer-request"),
    since: fc.constant("2026-12-24"),
    note: fc.constantFrom("Invoice 17", "a: b # c", "- x", "}, y: [", "'\"", "x".repeat(200), "日本"),
  },
  { requiredKeys: ["reason", "since"] },
);

test("a suspension that is ended leaves no trace, in any layout", () => {
  fc.assert(
    fc.property(manifestLayouts, suspensions, ({ text }, suspension) => {
      const changed = textOf(suspended(text, suspension));
      expect(specOf(changed)).toEqual({ ...(specOf(text) as object), state: "suspended", suspension });
      expect(textOf(suspended(changed, suspension))).toBe(changed);
      expect(textOf(resumed(changed))).toBe(text);
      expect(textOf(resumed(text))).toBe(text);
    }),
  );
});

test("whatever else was edited meanwhile stays", () => {
  const text = "spec:\n  state: active\n  ring: early\n";
  const changed = textOf(suspended(text, { reason: "security", since: "2026-12-24" }));
  expect(changed).toBe(
    "spec:\n  state: suspended\n  ring: early\n  suspension: { reason: security, since: 2026-12-24 }\n",
  );
  expect(textOf(resumed(`${changed.replace("early", "late")}  more: 1\n`))).toBe(
    "spec:\n  state: active\n  ring: late\n  more: 1\n",
  );
});

describe("a manifest", () => {
  const told = (state: string): string[] => {
    const text = (baseTexts()["tenants/initech.yaml"] ?? "").replace("  ring: late", `  ring: late\n${state}`);
    const files = estateFiles({ ...baseTexts(), "tenants/initech.yaml": text });
    const { diagnostics } = loadEstate(files, "estate", serviceKinds);
    return diagnostics.map(({ code, severity, message, fix }) => `${code} ${severity}: ${message} | ${fix ?? ""}`);
  };

  test("of a suspended tenant says why", () => {
    expect(told("  state: suspended\n  suspension: { reason: security, since: 2026-12-24 }")).toEqual([]);
    expect(told("  state: suspended")).toEqual([
      "TEN234 warning: The tenant is suspended, and nothing says why. | Say why: tenantry suspend initech --reason non-payment, security or customer-request.",
    ]);
  });

  test("of a tenant that is not suspended does not", () => {
    expect(told("  suspension: { reason: security, since: 2026-12-24 }")).toEqual([
      "TEN233 error: The manifest says why the tenant is suspended, and the tenant is not. | Suspend it, or remove spec.suspension: tenantry resume initech does.",
    ]);
  });
});
