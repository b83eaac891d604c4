import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { generateShapes, shapesFile } from "../../../../sandbox/types/generate.ts";

test.each(["aws", "kubernetes"] as const)("the checked-in shapes of %s are what the SDK declares", (target) => {
  const checkedIn = readFileSync(path.join("sandbox", "types", shapesFile(target)), "utf8");
  expect(generateShapes(target)).toBe(checkedIn);
});
