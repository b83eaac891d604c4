import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";

import type { EditResult } from "../../../../core/documents/editDocument.ts";
import { takeEndBack, writeEnd } from "../../../../core/offboarding/editEnd.ts";
import type { Offboarding } from "../../../../core/schema/offboarding.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

const text = (result: EditResult): string => {
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
};
const manifests = ["acme", "globex", "initech"].map((id) => baseTexts()[`tenants/${id}.yaml`] ?? "");
const agreed: Offboarding = { requested: "2026-12-01", retainUntil: "2026-12-31", provisioned: true };

test("writes the end in as few lines as there are, and what is so by itself not at all", () => {
  const [acme = ""] = manifests;
  expect(text(writeEnd(acme, agreed))).toBe(
    `${acme}  state: offboarded\n  offboarding: { requested: 2026-12-01, retainUntil: 2026-12-31 }\n`,
  );
  expect(text(writeEnd(acme, { ...agreed, provisioned: false }))).toContain("provisioned: false");
});

const state = fc.constantFrom(
  { line: "", before: undefined },
  { line: "  state: active\n", before: "active" as const },
  { line: "  state: 'suspended' # since May: \"they\" do not pay\n", before: "suspended" as const },
  { line: '  "state": "active"\n', before: "active" as const },
);
const end = fc.record(
  {
    export: fc.record({
      status: fc.constantFrom("offered", "declined", "delivered"),
      since: fc.constant("2026-12-01"),
    }),
    legalHold: fc.record({
      reason: fc.constantFrom("Lawsuit: 4711 # open", "'quoted' & {braced}", "- dash", "null and void"),
      by: fc.constant("law@northwind.example"),
      since: fc.constant("2026-12-02"),
    }),
  },
  { requiredKeys: [] },
);

test("gives the manifest back byte by byte, whatever it looks like and whatever was agreed meanwhile", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...manifests),
      state,
      fc.array(end, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("\n", "\r\n"),
      fc.constantFrom("", "\u{FEFF}"),
      fc.constantFrom("", "# the end", "  # the end\n"),
      (manifest, { line, before }, ends, lineBreak, mark, last) => {
        const whole = manifest.replace(/^(  region:|  ring:)/m, (found) => `${line}${found}`) + last;
        const given = mark + whole.replaceAll("\n", lineBreak);
        let changed = given;
        for (const more of ends) {
          const offboarding: Offboarding = { ...agreed, ...(before !== undefined && { before }), ...more };
          changed = text(writeEnd(changed, offboarding));
          const { requested, retainUntil } = offboarding;
          const written = { requested, retainUntil, ...(before !== undefined && { before }), ...more };
          expect(parse(changed)).toMatchObject({ spec: { state: "offboarded", offboarding: written } });
        }
        expect(text(takeEndBack(changed, { ...(before !== undefined && { before }) }))).toBe(given);
      },
    ),
  );
});
