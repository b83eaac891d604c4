import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../components/registry.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import type { SourceFile } from "../../../core/documents/sourceFile.ts";
import { loadEstate } from "../../../core/estate/loadEstate.ts";
import { corpusCases } from "../../helpers/corpus.ts";
import { baseTexts } from "../../helpers/estateFiles.ts";

const cases = corpusCases();
const base = Object.entries(baseTexts()).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);

const brief = ({ code, where }: Diagnostic): string =>
  `${where?.path ?? ""} ${code} ${where?.line === undefined ? "-" : `${String(where.line)}:${String(where.column)}`}`;

/** What the content of files can cause without a date or a state to compare with. TEN009 would need a file of a mebibyte. */
const codes = [
  ...["002", "003", "004", "005", "006", "007", "008", "011", "013", "100", "101", "102", "103", "104", "200", "201"],
  ...["202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215", "216", "219"],
  ...["224", "230", "231", "232", "233", "240", "241", "242", "260", "270", "271", "272", "273", "274"],
  ...["280", "281", "282", "283", "284"],
];

test("the corpus is as large as it should be and has every code", () => {
  expect(cases.filter(({ expected }) => expected.length > 0).length).toBeGreaterThanOrEqual(250);
  const found = new Set(cases.flatMap(({ expected }) => expected.map((told) => /TEN(\d+)/.exec(told)?.[1])));
  expect(codes.filter((code) => !found.has(code))).toEqual([]);
});

test.each(cases.map((corpusCase) => [corpusCase.name, corpusCase] as const))("%s", (_name, { files, expected }) => {
  const all = { ...Object.fromEntries(base), ...files };
  const sources = Object.entries(all).flatMap(([name, bytes]): SourceFile[] =>
    bytes === undefined ? [] : [{ path: `estate/${name}`, name, bytes }],
  );
  const { estate, diagnostics } = loadEstate(sources, "estate", serviceKinds);
  expect(diagnostics.map(brief)).toEqual(expected);
  expect(estate === undefined).toBe(expected.length > 0);
});
