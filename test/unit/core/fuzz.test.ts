import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

import { serviceKinds } from "../../../components/registry.ts";
import { diagnosticCodes } from "../../../core/diagnostics/codes.ts";
import { parseDocument } from "../../../core/documents/parseDocument.ts";
import type { SourceFile } from "../../../core/documents/sourceFile.ts";
import { loadEstate, type LoadResult } from "../../../core/estate/loadEstate.ts";
import { corpusBase } from "../../helpers/corpus.ts";
import { estateFiles } from "../../helpers/estateFiles.ts";
import { mutate } from "../../helpers/mutations.ts";

const examples = corpusBase();
const iaas = ["catalogue/iaas/standard@1.yaml", "catalogue/iaas/starter@1.yaml"];
const paas = ["catalogue/paas/standard@1.yaml", "catalogue/paas/starter@1.yaml"];

/** What is mutated, and the least that it needs beside it: every file more costs time 20,000 times over. */
const subjects = Object.entries({
  "tenants/acme.yaml": ["estate.yaml", ...iaas],
  "tenants/initech.yaml": ["estate.yaml", ...iaas, ...paas],
  "estate.yaml": ["tenants/acme.yaml", ...iaas],
  "catalogue/iaas/standard@1.yaml": ["estate.yaml", "tenants/acme.yaml", "catalogue/iaas/starter@1.yaml"],
}).map(([name, beside]) => ({
  name,
  tree: parse(examples[name] ?? "") as unknown,
  beside: estateFiles(Object.fromEntries(beside.map((other) => [other, examples[other]]))),
}));

type Subject = (typeof subjects)[number];

function load({ name, beside }: Subject, bytes: Uint8Array): { result: LoadResult; files: SourceFile[] } {
  const files = [...beside, { path: `estate/${name}`, name, bytes }];
  return { result: loadEstate(files, "estate", serviceKinds), files };
}

/** What breaks a law, if anything: accepted or an error, codes that are declared, places that exist. */
function objection({ estate, diagnostics }: LoadResult, files: readonly SourceFile[]): string | undefined {
  const isRefused = diagnostics.some(({ severity }) => severity === "error");
  if ((estate === undefined) !== isRefused) return "neither accepted nor refused";
  for (const { code, where, message } of diagnostics) {
    if (!Object.hasOwn(diagnosticCodes, code)) return `${code} is not declared`;
    const file = files.find(({ path }) => path === where?.path);
    if (where === undefined || (file === undefined && where.path !== "estate"))
      return `${code} ${message} has no place`;
    if (where.line === undefined || file === undefined) continue;
    const lines = new TextDecoder().decode(file.bytes).split("\n");
    const line = lines[where.line - 1];
    if (line === undefined || where.line < 1) return `${code} ${message} stands on a line that is not there`;
    if (where.column < 1 || where.column > line.length + 1) return `${code} ${message} stands beside its line`;
  }
  return undefined;
}

test("the documents are accepted as they are", () => {
  for (const subject of subjects) {
    const { diagnostics } = load(subject, new TextEncoder().encode(examples[subject.name])).result;
    expect(diagnostics).toEqual([]);
  }
});

const parts = 10;
const documentsPerPart = 2_000;
/** A part takes two seconds on a core of its own; on a machine with much else to do it was seen to take thirty. */
const partTimeout = 120_000;

describe.each(Array.from({ length: parts }, (_, index) => index + 1))("2,000 mutated documents, part %i", (part) => {
  test(
    "are accepted, or refused with codes that are declared at places that exist",
    () => {
      for (let count = 0; count < documentsPerPart; count++) {
        const seed = part * 1_000_000 + count;
        const subject = subjects[count % subjects.length];
        if (subject === undefined) throw new RangeError("there is nothing to mutate");
        const bytes = mutate(subject.tree, seed);
        const { result, files } = load(subject, bytes);
        const objected = objection(result, files);
        if (objected !== undefined) {
          throw new Error(`${subject.name}, seed ${String(seed)}: ${objected}\n${new TextDecoder().decode(bytes)}`);
        }
        // A second time for some of them, since it doubles the time.
        if (count % 50 === 0) expect(load(subject, bytes).result.diagnostics).toEqual(result.diagnostics);
      }
    },
    partTimeout,
  );
});

test("what is read plainly is what the thorough parser reads", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...subjects), (seed, { tree }) => {
      const text = new TextDecoder().decode(mutate(tree, seed));
      const read = (content: string) =>
        parseDocument({ path: "x", name: "tenants/x.yaml", bytes: new TextEncoder().encode(content) });
      const plain = read(text);
      // A comment with a mark that the plain reader leaves to the other. It may not stand before a byte order mark.
      const thorough = read(`${text.endsWith("\n") ? text : `${text}\n`}# &\n`);
      if (plain.document === undefined) return;
      compared++;
      expect(thorough.document?.value).toEqual(plain.document.value);
    }),
    { numRuns: 1_000 },
  );
  expect(compared).toBeGreaterThan(200);
});
