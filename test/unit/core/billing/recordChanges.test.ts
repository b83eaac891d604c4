import { describe, expect, test } from "@jest/globals";

import { recordChanges } from "../../../../core/billing/recordChanges.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";
import { change } from "../../../helpers/invoiceOrder.ts";

const manifest = baseTexts()["tenants/acme.yaml"] ?? "";

/** acme with more said of it at the end of its manifest. */
function acme(more: string) {
  const { tenants } = baseEstate({ "tenants/acme.yaml": `${manifest}${more}` });
  const [tenant] = tenants;
  if (tenant?.resolved.id !== "acme") throw new Error("the estate has no acme");
  return tenant;
}

const suspended = "  state: suspended\n  suspension: { reason: security, since: 2027-01-10 }\n";
const left = "  state: offboarded\n  offboarding: { requested: 2027-01-10, retainUntil: 2027-03-01 }\n";

describe("without a record", () => {
  test("a tenant that is suspended, or has left, was active from the contract's first day on", () => {
    expect(recordChanges(acme(suspended), [], "2027-01-20", false)).toEqual({
      added: [change("2026-12-01", "standard@1"), change("2027-01-10", "standard@1", "suspended")],
    });
    expect(recordChanges(acme(left), [], "2027-01-20", false)).toEqual({
      added: [change("2026-12-01", "standard@1"), change("2027-01-10", {}, "offboarded")],
    });
  });
});

describe("with a record", () => {
  test("a suspension with another tier is two changes: that from its day, the tier from the day that is given", () => {
    expect(recordChanges(acme(suspended), [change("2026-12-01", "starter@1")], "2027-01-20", false)).toEqual({
      added: [change("2027-01-10", "starter@1", "suspended"), change("2027-01-20", "standard@1", "suspended")],
    });
  });

  test("a suspension from before the last change is refused, unless a later day is given", () => {
    const before = [change("2027-01-15", "standard@1")];
    expect(recordChanges(acme(suspended), before, "2027-01-20", false)).toEqual({
      refused:
        "It would be billed otherwise from 2027-01-10 on (it is suspended since then), and its last change is on 2027-01-15: give a later day by --on.",
    });
    expect(recordChanges(acme(suspended), before, "2027-01-20", true)).toEqual({
      added: [change("2027-01-20", "standard@1", "suspended")],
    });
  });
});

test("a price in another currency than the contract is refused: nobody could be billed by it", () => {
  const [tenant] = baseEstate({ "tenants/acme.yaml": manifest.replace("currency: EUR", "currency: USD") }).tenants;
  if (tenant === undefined) throw new Error("the estate has no tenants");
  expect(recordChanges(tenant, [], "2027-01-20", false)).toEqual({
    refused: "The price of web's standard@1 is in EUR, and the contract in USD.",
  });
});
