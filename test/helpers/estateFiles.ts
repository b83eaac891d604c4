import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { SourceFile } from "../../core/documents/sourceFile.ts";

/** The example estate's texts by file name, such as `tenants/acme.yaml`. */
export function exampleTexts(): Record<string, string> {
  return textsOf("estate");
}

/** The texts of the tests' own estate: the example as it was when it was small, for exact expectations while the example grows. */
export function baseTexts(): Record<string, string> {
  return textsOf("test/fixtures/estate");
}

/** Source files of an estate shown as `estate/`; a text that is undefined leaves its file out. */
export function estateFiles(texts: Readonly<Record<string, string | undefined>>): SourceFile[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [{ path: `estate/${name}`, name, bytes: new TextEncoder().encode(text) }],
  );
}

function textsOf(directory: string): Record<string, string> {
  const path = join(import.meta.dirname, "../..", directory);
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  const manifests = names.filter((name) => name.endsWith(".yaml") && !name.startsWith("."));
  return Object.fromEntries(manifests.toSorted().map((name) => [name, readFileSync(join(path, name), "utf8")]));
}
