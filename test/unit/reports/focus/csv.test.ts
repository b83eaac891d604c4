import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";

import { focusColumnsOf } from "../../../../core/focus/columns.ts";
import { focusCsv } from "../../../../reports/focus/csv.ts";

const columns = focusColumnsOf("1.4", "price").filter(({ name }) =>
  ["BilledCost", "ChargeClass", "ChargeDescription"].includes(name),
);

describe("rows of FOCUS as CSV", () => {
  test("have a heading, and nothing at all where a value is NULL", () => {
    expect(focusCsv([{ BilledCost: "-1.50", ChargeDescription: "a, b" }], columns)).toBe(
      'BilledCost,ChargeClass,ChargeDescription\r\n-1.50,,"a, b"\r\n',
    );
  });

  test("keep texts as they are", () => {
    const ChargeDescription = '=SUM(A1)\n"quoted"; café';
    const rows = parse(focusCsv([{ BilledCost: "1", ChargeDescription }], columns), { columns: true });
    expect(rows).toEqual([{ BilledCost: "1", ChargeClass: "", ChargeDescription }]);
  });

  test("are a heading where there are none", () => {
    expect(focusCsv([], columns)).toBe("BilledCost,ChargeClass,ChargeDescription\r\n");
  });
});
