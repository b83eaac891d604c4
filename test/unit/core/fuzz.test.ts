import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "@jest/globals";

import { parseDocument } from "../../../core/documents/parseDocument.ts";
import { documentsPerPart, load, parts, subjects } from "../../helpers/fuzz.ts";
import { mutate } from "../../helpers/mutations.ts";

test("the documents are accepted as they are", () => {
  for (const subject of subjects) {
    expect(load(subject, subject.bytes).result.diagnostics).toEqual([]);
  }
});

/** A part takes about twenty seconds on a core of its own, and on a busy machine several times that. */
const partTimeout = 300_000;

test.each(Array.from({ length: parts }, (_, index) => index + 1))(
  `${String(documentsPerPart)} mutated documents are accepted, or refused with codes that are declared at places that exist: part %i`,
  (part) => {
    const program = join(__dirname, "../../helpers/fuzz.ts");
    const args = ["--disable-warning=ExperimentalWarning", program, String(part)];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: partTimeout });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  },
  partTimeout,
);

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
