/**
 * Mutated documents against the laws of loading. Run by `node`, with the number of a part and of documents, it tries those: under Jest, which
 * runs code in a context where each use of a global is slow, the same takes four times as long.
 */
import assert from "node:assert/strict";
import { parse } from "yaml";

import { serviceKinds } from "../../components/registry.ts";
import { diagnosticCodes } from "../../core/diagnostics/codes.ts";
import type { SourceFile } from "../../core/documents/sourceFile.ts";
import { loadEstate, type LoadResult } from "../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "./estateFiles.ts";
import { mutate } from "./mutations.ts";

const texts = baseTexts();
const iaas = ["catalogue/iaas/standard@1.yaml", "catalogue/iaas/starter@1.yaml"];
const paas = ["catalogue/paas/standard@1.yaml", "catalogue/paas/starter@1.yaml"];

/** What is mutated, and the least that it needs beside it: every file more costs time 20,000 times over. */
export const subjects = Object.entries({
  "tenants/acme.yaml": ["estate.yaml", ...iaas],
  "tenants/initech.yaml": ["estate.yaml", ...iaas, ...paas],
  "estate.yaml": ["tenants/acme.yaml", ...iaas],
  "catalogue/iaas/standard@1.yaml": ["estate.yaml", "tenants/acme.yaml", "catalogue/iaas/starter@1.yaml"],
}).map(([name, beside]) => ({
  name,
  tree: parse(texts[name] ?? "") as unknown,
  bytes: new TextEncoder().encode(texts[name]),
  beside: estateFiles(Object.fromEntries(beside.map((other) => [other, texts[other]]))),
}));

type Subject = (typeof subjects)[number];

export function load({ name, beside }: Subject, bytes: Uint8Array): { result: LoadResult; files: SourceFile[] } {
  const files = [...beside, { path: `estate/${name}`, name, bytes }];
  return { result: loadEstate(files, "estate", serviceKinds), files };
}

/** What breaks a law, if anything: accepted or an error, codes that are declared, places that exist. */
function objection({ estate, diagnostics }: LoadResult, files: readonly SourceFile[]): string | undefined {
  const isRefused = diagnostics.some(({ severity }) => severity === "error");
  if ((estate === undefined) !== isRefused) return "neither accepted nor refused";
  const lengths = new Map<SourceFile, number[]>();
  for (const { code, where, message } of diagnostics) {
    if (!Object.hasOwn(diagnosticCodes, code)) return `${code} is not declared`;
    const file = files.find(({ path }) => path === where?.path);
    if (where === undefined || (file === undefined && where.path !== "estate"))
      return `${code} ${message} has no place`;
    if (where.line === undefined || file === undefined) continue;
    const ofFile =
      lengths.get(file) ??
      new TextDecoder()
        .decode(file.bytes)
        .split("\n")
        .map(({ length }) => length);
    lengths.set(file, ofFile);
    const length = ofFile[where.line - 1];
    if (length === undefined) return `${code} ${message} stands on a line that is not there`;
    if (where.column < 1 || where.column > length + 1) return `${code} ${message} stands beside its line`;
  }
  return undefined;
}

/** How many documents one process tries. */
export interface Fuzzing {
  /** Which seeds it begins with; equal parts try equal documents. */
  readonly part: number;
  readonly documents: number;
}

/** Tries one part; throws with the seed and the document for the first that breaks a law. */
function tryPart({ part, documents }: Fuzzing): void {
  for (let count = 0; count < documents; count++) {
    const seed = part * 1_000_000 + count;
    const subject = subjects[count % subjects.length];
    if (subject === undefined) throw new RangeError("there is nothing to mutate");
    const bytes = mutate(subject.tree, seed);
    const told = (what: string): string =>
      `${subject.name}, seed ${String(seed)}: ${what}\n${new TextDecoder().decode(bytes)}`;
    try {
      const { result, files } = load(subject, bytes);
      assert.equal(objection(result, files), undefined);
      // A second time for some of them, since it doubles the time.
      if (count % 50 === 0) assert.deepEqual(load(subject, bytes).result.diagnostics, result.diagnostics);
    } catch (error) {
      throw new Error(told(String(error)), { cause: error });
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  tryPart({ part: Number(process.argv[2]), documents: Number(process.argv[3]) });
}
