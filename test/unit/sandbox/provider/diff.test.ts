import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { differences, projectInputs } from "../../../../sandbox/provider/diff.ts";
import { propertiesOf, UNKNOWN, type Properties, type Value } from "../../../../sandbox/provider/values.ts";

describe("differences", () => {
  test("names each changed leaf by its path", () => {
    expect(
      differences(
        { cidr: "a", tags: { Name: "x", gone: "y" }, rules: [{ port: 1 }], labels: { "a.b/c": "1" } },
        { cidr: UNKNOWN, tags: { Name: "z" }, rules: [{ port: 1 }, { port: 2 }], labels: { "a.b/c": "2" } },
      ),
    ).toEqual([
      { path: "cidr", kind: "update" },
      { path: 'labels["a.b/c"]', kind: "update" },
      { path: "rules[1]", kind: "add" },
      { path: "tags.Name", kind: "update" },
      { path: "tags.gone", kind: "delete" },
    ]);
  });

  test("finds none between equal trees", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (tree) => {
        expect(differences(propertiesOf(tree as Value), propertiesOf(structuredClone(tree) as Value))).toEqual([]);
      }),
    );
  });
});

test("a refresh takes over what the program declared, and every key of free maps", () => {
  const live: Properties = { tags: { Name: "x", added: "y" }, metadata: { name: "n", uid: "u" }, arn: "a" };
  const declared: Properties = { tags: { Name: "x" }, metadata: { name: "n" }, dropped: true };
  expect(projectInputs(live, declared, ["tags"])).toEqual({ tags: { Name: "x", added: "y" }, metadata: { name: "n" } });
});
