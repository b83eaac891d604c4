import { describe, expect, test } from "@jest/globals";

import { checkAccount } from "../../../../components/iaas/account.ts";
import { partContext } from "../../../helpers/partContext.ts";

describe("the account of a subscription", () => {
  const { cell } = partContext();
  const own = { ...cell, tenant: "acme" };

  test("may be shared or the tenant's own where the tier gives a network", () => {
    expect(checkAccount(partContext({ isolation: "bridge" }), "a network")).toEqual([]);
    expect(checkAccount(partContext({ isolation: "bridge", cell: own }), "a network")).toEqual([]);
  });

  test("has to be the tenant's own where the tier promises that", () => {
    expect(checkAccount(partContext({ isolation: "silo", cell: own }), "a network")).toEqual([]);
    expect(checkAccount(partContext({ isolation: "silo" }), "a network")).toEqual([
      {
        concern: "cell",
        path: [],
        message:
          'The tier promises an account of the tenant\'s own (isolation silo), and the cell "eu-central-1-main" is shared.',
        fix: "Add a cell with tenant: acme to the estate's spec.cells, and name it here; or choose a tier that shares an account.",
      },
    ]);
  });

  test("is never shared with its network", () => {
    expect(checkAccount(partContext({ isolation: "pool" }), "a network")).toMatchObject([
      {
        concern: "tier",
        message: "The tier shares everything (isolation pool), and a network cannot be shared.",
        allowed: "bridge, silo",
      },
    ]);
  });
});
