import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { SourceFile } from "../../core/documents/sourceFile.ts";

const exampleEstate = join(__dirname, "../../estate");

/** The example estate's texts by file name, such as `tenants/acme.yaml`. */
export function exampleTexts(): Record<string, string> {
  const names = ["estate.yaml", ...below("catalogue/iaas"), ...below("catalogue/paas"), ...below("tenants")];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(exampleEstate, name), "utf8")]));
}

/** Source files of an estate shown as `estate/`; a text that is undefined leaves its file out. */
export function estateFiles(texts: Readonly<Record<string, string | undefined>>): SourceFile[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [{ path: `estate/${name}`, name, bytes: new TextEncoder().encode(text) }],
  );
}

function below(folder: string): string[] {
  return readdirSync(join(exampleEstate, folder)).map((name) => `${folder}/${name}`);
}
