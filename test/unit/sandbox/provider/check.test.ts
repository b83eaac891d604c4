import { describe, expect, test } from "@jest/globals";
import { hasMadeUpName, withoutMadeUpName, withoutOwn } from "../../../../sandbox/provider/check.ts";
import { awsTarget } from "../../../../sandbox/types/aws/target.ts";

const role = awsTarget.types.get("aws:iam/role:Role");
if (role === undefined) throw new Error("no row for roles");

describe("a made-up name", () => {
  const inputs = { name: "web-0123456", path: "/", __defaults: ["name"] };

  test("is told apart from a given one", () => {
    expect(hasMadeUpName(role, inputs)).toBe(true);
    expect(hasMadeUpName(role, { name: "web" })).toBe(false);
  });

  test("does not count when a replacement is judged", () => {
    expect(withoutMadeUpName(role, inputs)).toEqual({ path: "/", __defaults: ["name"] });
    expect(withoutMadeUpName(role, { name: "web" })).toEqual({ name: "web" });
  });

  test("is marked for the engine's eyes only", () => {
    expect(withoutOwn(inputs)).toEqual({ name: "web-0123456", path: "/" });
  });
});
