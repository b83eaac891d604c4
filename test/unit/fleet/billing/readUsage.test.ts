// Usage records of any quality, read from files.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";

import { jsonLines, usageRecord as record, UsageDirectory, type ReadForTest } from "../../../helpers/usageFiles.ts";

let directory: UsageDirectory;
beforeEach(() => {
  directory = new UsageDirectory();
});
afterEach(() => {
  directory.remove();
});

async function read(files: Readonly<Record<string, string | Uint8Array>>): Promise<ReadForTest> {
  directory.write(files);
  return await directory.read();
}
const told = ({ aside }: ReadForTest): unknown[] =>
  aside.map(({ file, line, reason }) => `${String(file)}:${String(line)} ${String(reason)}`);

describe("what is read", () => {
  test("is the same as lines, as an array and as CSV, in any directory, whatever its name is", async () => {
    const one = record("a", { quantity: 0.5 });
    const { counts, sums, aside } = await read({
      "1.jsonl": jsonLines([one]),
      "deep/[x]*?'; --/2.ndjson": jsonLines([record("b", { quantity: "12345678901.123456789" })]).replace("\n", "\r\n"),
      "3.json": `\uFEFF[${JSON.stringify(record("c", { quantity: 7 }), null, 2)},\n${JSON.stringify(one)}]`,
      "4.csv":
        'to,id,tenant,subscription,meter,quantity,from,source\r\n2026-11-02,"d,""1""",acme,web,requests,2.50,2026-11-01,"d"\r\n',
      ".hidden.jsonl": "no",
      "README.md": "no",
    });
    expect(aside).toEqual([]);
    expect(counts).toEqual({ files: 4, records: 5, repeated: 1, billed: 0, quarantined: 0, counted: 4 });
    expect(sums).toEqual([
      {
        ...{ tenant: "acme", subscription: "web", meter: "requests", period: "2026-11" },
        ...{ quantity: "12345678911.123456789", records: 4 },
      },
    ]);
  });

  test("are numbers with all their digits, however JSON has them written", async () => {
    const quantities = ["999999999999.999999999", "0.000000001", "1e-7", "1.5e3", "-0.0", "+4", "007.10"];
    const text = quantities.map((written, index) =>
      jsonLines([record(`n${String(index)}`)]).replace(
        '"quantity":"1"',
        `"quantity":${index < 5 ? written : `"${written}"`}`,
      ),
    );
    const { sums, aside } = await read({ "a.jsonl": text.join("") });
    expect(aside).toEqual([]);
    expect(sums.map(({ quantity }) => quantity)).toEqual(["1000000001511.1000001"]);
  });

  test("leaves nothing behind but what was put aside", async () => {
    await read({ "a.jsonl": jsonLines([record("a")]) });
    expect(readdirSync(join(directory.path, "state", "usage"))).toEqual([]);
  });

  test("takes away what a run that was killed has left, a day later", async () => {
    const left = (name: string, hours: number): void => {
      const path = join(directory.path, "state", "usage", name);
      mkdirSync(path, { recursive: true });
      const then = new Date(Date.now() - hours * 3_600_000);
      utimesSync(path, then, then);
    };
    left("old", 25);
    left("new", 1);
    await read({ "a.jsonl": "" });
    expect(readdirSync(join(directory.path, "state", "usage"))).toEqual(["new"]);
  });

  test("may be nothing", async () => {
    const { counts, sums } = await read({ "a.jsonl": "", "b.csv": "", "c.json": "[]", "d.jsonl": "\n \n" });
    expect([counts.files, counts.records, sums]).toEqual([4, 0, []]);
  });
});

describe("what does not count is put aside with its reason, and the rest counts", () => {
  test.each([
    ["nothing at all", {}, "nope", "not-a-record"],
    ["a list", {}, "[1]", "not-a-record"],
    ["two in one line", {}, '{"id":"x"}{"id":"y"}', "not-a-record"],
    ["a field twice", {}, JSON.stringify(record("x")).replace("{", '{"id":"y",'), "not-a-record"],
    ["an unknown field", { price: 1 }, undefined, "unknown-field"],
    ["no id", { id: null }, undefined, "malformed-name"],
    ["an id that is a number", { id: 1e21 }, undefined, "malformed-name"],
    ["an id that is too long", { id: "x".repeat(201) }, undefined, "malformed-name"],
    ["no tenant", { tenant: "" }, undefined, "malformed-name"],
    ["a day that there is not", { from: "2026-02-30" }, undefined, "malformed-time"],
    ["an instant of a time zone", { to: "2026-11-02T00:00:00+01:00" }, undefined, "malformed-time"],
    ["NaN", {}, JSON.stringify(record("x")).replace('"1"', "NaN"), "not-a-number"],
    ["Infinity", { quantity: "Infinity" }, undefined, "not-a-number"],
    ["a yes", { quantity: true }, undefined, "not-a-number"],
    ["no quantity", { quantity: null }, undefined, "not-a-number"],
    ["less than nothing", { quantity: -0.5 }, undefined, "negative"],
    ["13 digits", { quantity: "1000000000000" }, undefined, "huge"],
    ["10 decimals", { quantity: "0.0000000001" }, undefined, "huge"],
    ["an exponent", { quantity: "1e400" }, undefined, "huge"],
    ["no time", { to: "2026-11-01" }, undefined, "empty-time"],
    ["two months", { to: "2026-12-01T00:00:00.000001Z" }, undefined, "two-periods"],
    ["a tenant of nobody's", { tenant: "acme2" }, undefined, "unknown-tenant"],
    ["no such subscription", { subscription: "apps" }, undefined, "unknown-subscription"],
    ["a tenant without any", { tenant: "initech" }, undefined, "unknown-subscription"],
    ["no such meter", { meter: "cpu" }, undefined, "unknown-meter"],
    ["a time before", { tenant: "globex", from: "2026-11-09", to: "2026-11-10" }, undefined, "before-start"],
    ["a time after", { tenant: "globex", from: "2026-11-20", to: "2026-11-21" }, undefined, "after-end"],
    ["a time beyond the end", { tenant: "globex", from: "2026-11-19", to: "2026-11-21" }, undefined, "after-end"],
    ["another unit", { meter: "storageGiB", unit: "MiB" }, undefined, "wrong-unit"],
    ["no unit", { meter: "storageGiB" }, undefined, "wrong-unit"],
    ["a time twice", { from: "2026-11-01T12:00Z", source: "good" }, undefined, "overlapping"],
    ["an id with other contents", { id: "good", quantity: 3 }, undefined, "same-id"],
  ])("%s", async (_, values, text, reason) => {
    const bad = text ?? JSON.stringify(record("bad", values));
    const result = await read({ "a.jsonl": `${jsonLines([record("good")])}${bad}\n${jsonLines([record("last")])}` });
    expect(told(result)).toEqual([`a.jsonl:2 ${reason}`]);
    expect(result.counts).toMatchObject({ records: 3, quarantined: 1, counted: 2 });
    expect(result.sums.map(({ quantity }) => quantity)).toEqual(["2"]);
    expect(result.missing).toMatchObject([{ reason, records: 1 }]);
  });

  test("bytes that are no text, control characters and lines without end", async () => {
    const good = jsonLines([record("good")]);
    const result = await read({
      "a.jsonl": Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xfe, 10])]),
      "b.jsonl": `${JSON.stringify(record("b")).replace("acme", "ac\u0001me")}\n\n${jsonLines([record("c")])}`,
      "c.jsonl": `${"x".repeat(3_000_000)}\n${jsonLines([record("d")])}`,
      "d.json": `[${JSON.stringify(record("e"))}, {"id": "cut`,
    });
    expect(told(result)).toEqual([
      "a.jsonl:2 not-a-record",
      "b.jsonl:1 not-a-record",
      "c.jsonl:1 not-a-record",
      "d.json:2 not-a-record",
    ]);
    expect(result.counts.counted).toBe(4);
  });

  test("rows of CSV with too few or too many values, and files without the names of fields", async () => {
    const header = "id,tenant,subscription,meter,quantity,from,to";
    const row = "acme,web,requests,1,2026-11-01,2026-11-02";
    const result = await read({
      "a.csv": `${header}\n1,${row}\ntoo,few\n1,2,3,4,5,6,7,8,9\n2,${row.replaceAll("-01", "-03").replaceAll("-02", "-04")}\n`,
      "b.csv": "id,who\n1,acme\n",
    });
    expect(told(result)).toEqual([
      "a.csv:3 not-a-record",
      "a.csv:4 not-a-record",
      "b.csv:1 not-a-record",
      "b.csv:2 not-a-record",
    ]);
    expect(result.counts.counted).toBe(2);
  });

  test("says how much is missing, where that can be said", async () => {
    const { missing } = await read({
      "a.jsonl": jsonLines([
        ...["5", "7.5"].map((quantity, index) => record(`u${String(index)}`, { meter: "cpu", quantity })),
        ...["-1", "NaN"].map((quantity) => record(quantity, { quantity })),
      ]),
    });
    const of = { tenant: "acme", subscription: "web" };
    expect(missing).toEqual([
      { ...of, meter: "cpu", period: "2026-11", reason: "unknown-meter", records: 2, quantity: "12.5" },
      { ...of, meter: "requests", period: "2026-11", reason: "negative", records: 1, quantity: "-1" },
      { ...of, meter: "requests", period: "2026-11", reason: "not-a-number", records: 1, quantity: null },
    ]);
  });
});

describe("times that meet", () => {
  const at = (id: string, from: number, to: number): object =>
    record(id, { from: `2026-11-01T0${String(from)}:00Z`, to: `2026-11-01T0${String(to)}:00Z`, source: "one" });

  test("leave the one that begins first, and no gap is made by what is put aside", async () => {
    const result = await read({ "a.jsonl": jsonLines([at("c", 5, 8), at("b", 2, 6), at("a", 0, 4), at("d", 4, 5)]) });
    expect(told(result)).toEqual(["a.jsonl:2 overlapping"]);
  });

  test("do not matter between sources, nor between meters", async () => {
    const other = [record("x", { source: "two" }), record("y", { source: "one", meter: "storageGiB", unit: "GiB" })];
    const { counts } = await read({ "a.jsonl": jsonLines([at("a", 0, 9), ...other]) });
    expect(counts.counted).toBe(3);
  });
});

describe("properties", () => {
  const records = fc.uniqueArray(
    fc.record({
      id: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((id) => !/[\uFFFD]/.test(id)),
      tenant: fc.constantFrom("acme", "globex", "nobody"),
      meter: fc.constantFrom("requests", "storageGiB"),
      day: fc.integer({ min: 1, max: 27 }),
      source: fc.constantFrom("one", "two"),
      quantity: fc.oneof(
        fc.integer({ min: -3, max: 1_000_000 }).map(String),
        fc.constantFrom("0.1", "x", "1.000000001"),
      ),
    }),
    { selector: ({ id }) => id, minLength: 20, maxLength: 200 },
  );
  const two = (day: number): string => String(day).padStart(2, "0");
  const written = (all: readonly { day: number }[]): object[] =>
    all.map(({ day, ...rest }) =>
      record("", { unit: "GiB", ...rest, from: `2026-11-${two(day)}`, to: `2026-11-${two(day + 2)}` }),
    );
  const sumsOf = async (files: Readonly<Record<string, string>>) => {
    const { sums, counts, missing } = await read(files);
    return { sums, missing, counted: counts.counted, quarantined: counts.quarantined };
  };

  test("the order of files and lines changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        records.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length)),
        ),
        async ([all, shuffled, cut]) => {
          const first = await sumsOf({ "a.jsonl": jsonLines(written(all)) });
          const parts = {
            "a.jsonl": jsonLines(written(shuffled.slice(cut))),
            "b.json": JSON.stringify(written(shuffled.slice(0, cut))),
          };
          expect(await sumsOf(parts)).toEqual(first);
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  test("reading it all twice changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const once = jsonLines(written(all));
        const first = await sumsOf({ "a.jsonl": once });
        const again = await read({ "a.jsonl": once, "b.jsonl": once });
        expect(again.sums).toEqual(first.sums);
        expect(again.counts.counted).toBe(first.counted);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe("what an invoice has billed", () => {
  const november = { tenant: "acme", subscription: "web", meter: "requests", period: "2026-11" };

  async function bill(files: Readonly<Record<string, string>>, billed: readonly (typeof november)[]) {
    directory.write(files);
    let name = "";
    await directory.read([], async (usage) => {
      name = (await usage.writeManifest(join(directory.path, "billed"), billed))?.name ?? "";
    });
    return [{ path: join(directory.path, "billed", name), tenants: ["acme"] }];
  }

  test("does not count again, and what comes later does", async () => {
    const december = { from: "2026-12-01", to: "2026-12-02" };
    const all = [record("1"), record("2", { quantity: 2 }), record("3", december)];
    const billed = await bill({ "a.jsonl": jsonLines(all) }, [november]);
    directory.write({
      "a.jsonl": jsonLines([
        ...all,
        record("late", { quantity: 8 }),
        record("2", { quantity: 3 }),
        record("meets", { source: "1", from: "2026-11-01T23:00Z", to: "2026-11-02T01:00Z" }),
      ]),
    });
    const result = await directory.read(billed);
    expect(result.counts).toMatchObject({ billed: 2, counted: 2, quarantined: 2 });
    expect(told(result)).toEqual(["a.jsonl:5 same-id", "a.jsonl:6 overlapping"]);
    expect(result.sums.map(({ period, quantity }) => [period, quantity])).toEqual([
      ["2026-11", "8"],
      ["2026-12", "1"],
    ]);
  });

  test("does not correct what was billed, nor meet it where what was billed comes no more", async () => {
    const billed = await bill({ "a.jsonl": jsonLines([record("1")]) }, [november]);
    directory.write({ "b.jsonl": jsonLines([record("1", { quantity: 9 }), record("2", { source: "1" })]) });
    expect(told(await directory.read(billed))).toEqual(["b.jsonl:1 same-id", "b.jsonl:2 overlapping"]);
  });

  test.each([
    ["meets it", { id: "c", from: "2026-11-03", to: "2026-11-10" }, "overlapping"],
    ["has its id", { id: "b", from: "2026-11-03", to: "2026-11-04" }, "same-id"],
    ["meets it from the month's first instant", { id: "c", from: "2026-11-01", to: "2026-12-01" }, "overlapping"],
  ])("is known where all that comes begins before it and %s", async (_, late, reason) => {
    const lb = { source: "lb-7" };
    for (const days of [
      { from: "2026-11-05", to: "2026-11-06" },
      { from: "2026-11-05T12:00Z", to: "2026-12-01" },
    ]) {
      const billed = await bill({ "a.jsonl": jsonLines([record("b", { ...lb, ...days })]) }, [november]);
      directory.write({ "b.jsonl": jsonLines([record("", { ...lb, ...late })]) });
      const result = await directory.read(billed);
      expect([told(result), result.sums]).toEqual([[`b.jsonl:1 ${reason}`], []]);
    }
  });

  test("counts again for a tenant whose invoice was taken back", async () => {
    const billed = await bill({ "a.jsonl": jsonLines([record("1")]) }, [november]);
    const { counts } = await directory.read(billed.map((one) => ({ ...one, tenants: [] })));
    expect(counts).toMatchObject({ billed: 0, counted: 1 });
  });

  test("is kept in no file where nothing is", async () => {
    await bill({ "a.jsonl": jsonLines([record("1")]) }, [{ ...november, period: "2026-10" }]);
    expect(readdirSync(directory.path)).not.toContain("billed");
  });
});
