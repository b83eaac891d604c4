import { expect, test } from "@jest/globals";

import { keptOutputs } from "../../../../sandbox/provider/keptOutputs.ts";
import { UNKNOWN } from "../../../../sandbox/provider/values.ts";

test("outputs stay as they were unless the inputs decide them or nobody can know them", () => {
  const outputsOf = (madeUp: string) => ({
    name: "assets",
    tags: { owner: "acme" },
    arn: `arn:aws:kms:::key/${madeUp}`,
    created: madeUp,
    version: UNKNOWN,
  });
  const old = { name: "other", tags: {}, arn: "arn:aws:kms:::key/42", version: 3, gone: true };
  expect(keptOutputs(outputsOf, old)).toEqual({
    name: "assets",
    tags: { owner: "acme" },
    arn: "arn:aws:kms:::key/42",
    created: UNKNOWN,
    version: UNKNOWN,
  });
});
