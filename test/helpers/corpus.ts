import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const directory = join(import.meta.dirname, "../fixtures/corpus");

/** One case of the corpus: files that replace or join those of the tests' own estate, and what is then wrong. */
export interface CorpusCase {
  readonly name: string;
  /** Such as `estate/tenants/acme.yaml TEN104 4:7`, in order; `-` for the position of a file as a whole. */
  readonly expected: readonly string[];
  /** By name below the estate; undefined for a file that is left out. */
  readonly files: Readonly<Record<string, Uint8Array | undefined>>;
}

/**
 * Reads the corpus, whose format test/fixtures/corpus/README.md describes. Files are taken byte by byte, as what is wrong with
 * them may be their encoding.
 */
export function corpusCases(): CorpusCase[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".case"));
  return names.map((name) => readCase(name.replace(/\.case$/, ""), readFileSync(join(directory, name), "latin1")));
}

function readCase(name: string, text: string): CorpusCase {
  const [head = "", ...sections] = text.replace(/\n$/, "").split(/(?:^|\n)#> /);
  const [first = "", ...removed] = head.split("\n");
  if (!first.startsWith("#= ")) throw new Error(`${name} does not begin with what is expected of it`);
  const present = sections.map((section) => {
    const end = section.indexOf("\n");
    return [section.slice(0, end), new Uint8Array(Buffer.from(section.slice(end + 1), "latin1"))] as const;
  });
  const left = removed.map((line) => [line.replace(/^#- /, ""), undefined] as const);
  const main = present[0]?.[0] ?? "";
  const expectations = first.slice("#= ".length).split("; ");
  return {
    name,
    expected: expectations[0] === "accepted" ? [] : expectations.map((told) => whole(told, main)),
    files: Object.fromEntries([...left, ...present]),
  };
}

/** An expectation with its file's path as messages show it. */
function whole(told: string, main: string): string {
  const words = told.split(" ");
  if (words.length === 2) return `estate/${main} ${told}`;
  const [name = "", ...rest] = words;
  return [name === "estate" ? name : `estate/${name}`, ...rest].join(" ");
}
