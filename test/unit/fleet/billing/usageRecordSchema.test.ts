// What editors are told of a record is what counts.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";

import { usageRecordSchema } from "../../../../core/schema/usage.ts";
import { jsonLines, usageRecord, UsageDirectory } from "../../../helpers/usageFiles.ts";

let directory: UsageDirectory;
beforeEach(() => {
  directory = new UsageDirectory();
});
afterEach(() => {
  directory.remove();
});

const times = [
  "2026-11-01",
  "2026-11-31",
  "2026-11-01T10:00Z",
  "2026-11-01T10:00:00.5Z",
  "2026-11-01T25:00Z",
  "2026-1-1",
  "1999-01-01",
  "",
];
const quantities = [
  "1",
  "0.000000001",
  "1234567890123",
  "0.0000000001",
  "-1",
  "-0",
  "+2",
  "x",
  "",
  "1.",
  ".5",
  "NaN",
  3,
  0.25,
  -4,
];
const values = fc.record(
  {
    quantity: fc.constantFrom(...quantities),
    from: fc.constantFrom(...times),
    unit: fc.constantFrom("GiB", "", "x".repeat(41)),
    source: fc.constantFrom("one", "", "x".repeat(101)),
    recorded: fc.constantFrom(...times),
    extra: fc.constantFrom(1),
  },
  { requiredKeys: [] },
);

test("the schema takes a record exactly when it is one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 100, maxLength: 200 }), async (all) => {
      const records = all.map((one, index) => ({
        ...usageRecord(String(index), { source: `own ${String(index)}` }),
        to: "2026-12-01",
        ...one,
      }));
      directory.write({ "a.jsonl": jsonLines(records) });
      const { aside } = await directory.read();
      const shape = ["unknown-field", "malformed-name", "malformed-time", "not-a-number", "negative", "huge"];
      const refused = aside.filter(({ reason }) => shape.includes(String(reason))).map(({ line }) => Number(line) - 1);
      expect(refused).toEqual(
        records.flatMap((one, index) => (usageRecordSchema.safeParse(one).success ? [] : [index])),
      );
    }),
    { numRuns: 5 },
  );
}, 60_000);
