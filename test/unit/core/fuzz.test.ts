import fc from "fast-check";
import { expect, test } from "@jest/globals";

import { parseDocument } from "../../../core/documents/parseDocument.ts";
import { load, subjects } from "../../helpers/fuzz.ts";
import { fuzz } from "../../helpers/runFuzz.ts";
import { mutate } from "../../helpers/mutations.ts";

test("the documents are accepted as they are", () => {
  for (const subject of subjects) {
    expect(load(subject, subject.bytes).result.diagnostics).toEqual([]);
  }
});

// Many more are tried among the long tests.
test("500 mutated documents are accepted, or refused with codes that are declared at places that exist", () => {
  expect(fuzz({ part: 0, documents: 500 })).toEqual({ status: 0, stderr: "" });
}, 60_000);

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
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(60);
});
