import { describe, expect, test } from "@jest/globals";

import { unitCostsOn } from "../../../../core/cost/unitCosts.ts";
import type { ExchangeRate } from "../../../../core/schema/exchangeRates.ts";
import { costBasis, priceBook } from "../../../helpers/costs.ts";

const example = { kind: "example" } as const;
const contract = { kind: "contract", title: "A bank's" } as const;
const euros = (rate: number, validFrom: string, source: ExchangeRate["source"] = contract): ExchangeRate => {
  return { from: "USD", to: "EUR", rate, validFrom, source };
};

/** What a rate costs, in short. */
function cost(basis: ReturnType<typeof costBasis>, day = "2026-12-01", region = "eu-central-1", currency = "EUR") {
  const found = unitCostsOn(basis, day, currency).of("a.b.hour", "hour", region);
  return "reason" in found ? found.reason : `${found.amount.toFixed()}${found.example ? " example" : ""}`;
}

describe("a rate", () => {
  test("is the one that began last by the day, not the one that begins later", () => {
    const priceBooks = [
      priceBook({ "a.b.hour": 1 }),
      priceBook({ "a.b.hour": 3 }, { validFrom: "2026-12-02" }),
      priceBook({ "a.b.hour": 2 }, { validFrom: "2026-06-01" }),
    ];
    expect(cost(costBasis({ priceBooks }), "2026-05-31")).toBe("1");
    expect(cost(costBasis({ priceBooks }), "2026-06-01")).toBe("2");
    expect(cost(costBasis({ priceBooks }), "2026-12-01")).toBe("2");
    expect(cost(costBasis({ priceBooks }), "2026-12-02")).toBe("3");
    expect(cost(costBasis({ priceBooks }), "2025-12-31")).toBe("no price book has it in eu-central-1 on 2025-12-31");
  });

  test("of the region comes before one that counts everywhere, however old", () => {
    const priceBooks = [
      priceBook({ "a.b.hour": 2 }, { validFrom: "2026-06-01" }),
      priceBook({ "a.b.hour": 1 }, { region: "eu-central-1" }),
    ];
    expect(cost(costBasis({ priceBooks }))).toBe("1");
    expect(cost(costBasis({ priceBooks }), "2026-12-01", "eu-west-1")).toBe("2");
  });

  test("of another region does not count", () => {
    const priceBooks = [priceBook({ "a.b.hour": 1 }, { region: "eu-west-1" })];
    expect(cost(costBasis({ priceBooks }))).toBe("no price book has it in eu-central-1 on 2026-12-01");
  });

  test("that is counted otherwise is none", () => {
    const found = unitCostsOn(costBasis({ priceBooks: [priceBook({ "a.b.hour": 1 })] }), "2026-12-01", "EUR");
    expect(found.of("a.b.hour", "month", "eu-central-1")).toEqual({
      reason: "it is priced by hour, and counted in month",
    });
  });

  test("is an example where its book or the exchange rate is one", () => {
    const book = priceBook({ "a.b.hour": 1 }, { source: example });
    expect(cost(costBasis({ priceBooks: [book] }))).toBe("1 example");
    const dollars = priceBook({ "a.b.hour": 1 }, { currency: "USD" });
    expect(cost(costBasis({ priceBooks: [dollars], exchangeRates: [euros(0.9, "2026-01-01", example)] }))).toBe(
      "0.9 example",
    );
  });
});

describe("a rate in another currency", () => {
  const priceBooks = [priceBook({ "a.b.hour": 0.0123456789 }, { currency: "USD" })];

  test("is exchanged exactly by the rate that began last", () => {
    const exchangeRates = [euros(0.9212345678, "2026-06-01"), euros(0.5, "2026-01-01"), euros(2, "2027-01-01")];
    expect(cost(costBasis({ priceBooks, exchangeRates }))).toBe("0.01137326616563907942");
    expect(cost(costBasis({ priceBooks, exchangeRates }), "2026-01-01")).toBe("0.00617283945");
  });

  test("is none where nothing leads there by the day, neither the other way nor by a third currency", () => {
    const exchangeRates: ExchangeRate[] = [
      euros(0.9, "2027-01-01"),
      { from: "EUR", to: "USD", rate: 1.1, validFrom: "2026-01-01", source: contract },
      { from: "USD", to: "CHF", rate: 0.8, validFrom: "2026-01-01", source: contract },
      { from: "CHF", to: "EUR", rate: 1.05, validFrom: "2026-01-01", source: contract },
    ];
    expect(cost(costBasis({ priceBooks, exchangeRates }))).toBe(
      "there is no exchange rate from USD to EUR on 2026-12-01",
    );
    expect(cost(costBasis({ priceBooks, exchangeRates }), "2026-12-01", "eu-central-1", "CHF")).toBe("0.00987654312");
  });
});
