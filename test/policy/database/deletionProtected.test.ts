import { describe, expect, test } from "@jest/globals";

import { deletionProtected as rule } from "../../../policies/rules/database/deletionProtected.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";
import { acme, ofWeb, stackOf, web } from "../tenancy/tenantStack.ts";

const databaseType = "aws:rds/instance:Instance";
const inputs = { deletionProtection: false };
const wrongAs = (name: string) => [`${name} deletionProtection: deletionProtection should be true.`];

/** What the rule says of a database of a tenant whose order lifts the protection of these parts. */
const ask = (name: string, unprotected: string[]): string[] =>
  judgedIn(rule, stackOf(acme([web({ bundle: { unprotected } })]), ofWeb(databaseType, name, inputs)));

describe("a database whose protection the order lifts", () => {
  test("is meant to go", () => {
    expect(ask("web--main", ["databases/main"])).toEqual([]);
  });

  test("is not another database, nor another part", () => {
    expect(ask("web--main-2", ["databases/main"])).toEqual(wrongAs("web--main-2"));
    expect(ask("web--main", ["volumes/main"])).toEqual(wrongAs("web--main"));
    expect(ask("web--main", [])).toEqual(wrongAs("web--main"));
  });

  test("is protected where nothing is known of the order", () => {
    expect(judged(rule, resource(databaseType, "main", inputs))).toEqual(wrongAs("main"));
  });
});
