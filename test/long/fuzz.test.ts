import { expect, test } from "@jest/globals";

import { fuzz } from "../helpers/runFuzz.ts";

test.each([1, 2])(
  "10,000 mutated documents are accepted, or refused with codes that are declared at places that exist: part %i",
  (part) => {
    expect(fuzz({ part, documents: 10_000 })).toEqual({ status: 0, stderr: "" });
  },
);
