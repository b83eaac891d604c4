import { describe, expect, test } from "@jest/globals";

import { predictSteps } from "../../../../core/diff/predict.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { component, provider, thing, thingOf, thingRules, thingUsing, urnOf } from "../../../helpers/diffSides.ts";

/** What is done, in a line each: `replace second because of of`. */
function predicted(base: readonly RenderedResource[], target: readonly RenderedResource[]): string[] {
  const withProvider = (side: readonly RenderedResource[]) =>
    side.some(({ type }) => type.startsWith("pulumi:providers:")) ? side : [provider(), ...side];
  return predictSteps(withProvider(base), withProvider(target), thingRules).map(
    ({ op, name, paths, causes, refused, retained }) =>
      [
        `${op} ${name}`,
        ...(paths.length > 0 ? [`changes ${paths.join(",")}`] : []),
        ...(causes.length > 0 ? [`because of ${causes.join(",")}`] : []),
        ...(refused ? ["refused"] : []),
        ...(retained ? ["retained"] : []),
      ].join(" "),
  );
}

describe("one resource", () => {
  test("that stays as it is, or has what the provider fills in anyway, is no step", () => {
    expect(predicted([thing("a", { x: 1 })], [thing("a", { x: 1 })])).toEqual([]);
    expect(predicted([thing("a")], [thing("a", { size: 1 })])).toEqual([]);
  });

  test("is created, deleted, changed or replaced, components and the stack left out", () => {
    expect(predicted([component("g")], [component("g"), component("h"), thing("a")])).toEqual(["create a"]);
    expect(predicted([thing("a"), component("g")], [])).toEqual(["delete a"]);
    expect(predicted([thing("a", { x: 1, y: 1 })], [thing("a", { x: 2, z: 1 })])).toEqual(["update a changes x,y,z"]);
    expect(predicted([thing("a", { name: "n", x: 1 })], [thing("a", { name: "m", x: 2 })])).toEqual([
      "replace a changes name,x because of name",
    ]);
  });

  test("with another parent and no alias is deleted and created", () => {
    const moved = thing("a", {}, { urn: urnOf("a", "test:index:Group$test:index:Thing") });
    expect(predicted([thing("a")], [moved])).toEqual(["create a", "delete a"]);
  });

  test("is found by its alias, and by the alias of its parent", () => {
    const renamed = thing("b", { x: 2 }, { options: { aliases: [urnOf("nothing"), urnOf("a")] } });
    expect(predicted([thing("a", { x: 1 })], [renamed])).toEqual(["update b changes x"]);
    const group = (name: string, more: Partial<RenderedResource> = {}) => component(name, more);
    const child = (parent: string): RenderedResource => ({
      ...thing(`${parent}-part`),
      urn: urnOf(`${parent}-part`, "test:index:Group$test:index:Thing"),
      parent: urnOf(parent, "test:index:Group"),
    });
    const after = group("new", { options: { aliases: [urnOf("old", "test:index:Group")] } });
    expect(predicted([group("old"), child("old")], [after, child("new")])).toEqual([]);
  });

  test("is not changed where changes are ignored, and is replaced where the program says so", () => {
    const with_ = (inputs: Record<string, unknown>, options: RenderedResource["options"]) =>
      thing("a", inputs, options && { options });
    const ignoring = { ignoreChanges: ["x", "list[*].y"] };
    const before = { x: 1, list: [{ y: 1, z: 1 }] };
    expect(predicted([with_(before, undefined)], [with_({ list: [{ y: 2, z: 1 }] }, ignoring)])).toEqual([]);
    expect(predicted([with_(before, undefined)], [with_({ x: 2, list: [{ y: 1, z: 2 }] }, ignoring)])).toEqual([
      "update a changes list",
    ]);
    const replacing = { replaceOnChanges: ["x"] };
    expect(predicted([with_({ x: 1 }, undefined)], [with_({ x: 2 }, replacing)])).toEqual([
      "replace a changes x because of x",
    ]);
    expect(predicted([with_({ y: 1 }, undefined)], [with_({ y: 2 }, replacing)])).toEqual(["update a changes y"]);
  });

  test("that is protected is not replaced and not deleted; what is unprotected at once may be replaced, and not deleted", () => {
    const kept = thing("a", { name: "n" }, { protect: true });
    const other = { name: "m" };
    expect(predicted([kept], [thing("a", other, { protect: true })])).toEqual([
      "replace a changes name because of name refused",
    ]);
    expect(predicted([kept], [thing("a", other)])).toEqual(["replace a changes name because of name"]);
    expect(predicted([kept], [])).toEqual(["delete a refused"]);
  });

  test("that is to be retained is told so where it goes", () => {
    const retained = thing("a", { name: "n" }, { options: { retainOnDelete: true } });
    expect(predicted([retained], [])).toEqual(["delete a retained"]);
    expect(predicted([retained], [thing("a", { name: "m" })])).toEqual([
      "replace a changes name because of name retained",
    ]);
  });
});

describe("what a resource is made by", () => {
  test("may change in place, and then nothing else does", () => {
    const sides = [provider({ version: "1", retries: 1 }), provider({ version: "2", retries: 2 })] as const;
    expect(predicted([sides[0], thing("a")], [sides[1], thing("a")])).toEqual(["update place changes retries"]);
    expect(predicted([provider({ version: "1" })], [provider({ version: "2" })])).toEqual([]);
  });

  test("and reaches another account replaces all that it has made", () => {
    const sides = [provider({ account: "1" }), provider({ account: "2" })] as const;
    expect(predicted([sides[0], thing("a")], [sides[1], thing("a")])).toEqual([
      "replace place changes account because of account",
      "replace a because of provider",
    ]);
  });

  test("may be another of the same account", () => {
    const by = (name: string) => thing("a", {}, { provider: provider({}, name).urn });
    expect(predicted([provider({}, "one"), by("one")], [provider({}, "two"), by("two")])).toEqual([
      "delete one",
      "create two",
    ]);
    expect(predicted([provider({}, "one"), by("one")], [provider({ account: "2" }, "two"), by("two")])).toEqual([
      "delete one",
      "create two",
      "replace a because of provider",
    ]);
  });
});

describe("what depends on a replaced resource", () => {
  const before = [thing("a", { name: "n" }), thingOf("a", "b"), thingUsing("a", "c"), thingOf("b", "d"), thing("e")];
  const after = [thing("a", { name: "m" }), ...before.slice(1)];

  test("is replaced where what it holds replaces it, and so on, and is else changed", () => {
    expect(predicted(before, after)).toEqual([
      "replace a changes name because of name",
      "replace b changes of because of of",
      "update c changes using",
      "replace d changes of because of of",
    ]);
  });

  test("stays where it holds nothing of it, or what was given to it", () => {
    const holding = (name: string) => [
      thing("a", { name, label: "given" }),
      thing("b", { of: "given" }, { propertyDependencies: { of: [urnOf("a")] } }),
      thing("c", {}, { dependencies: [urnOf("a")] }),
    ];
    expect(predicted(holding("n"), holding("m"))).toEqual(["replace a changes name because of name"]);
  });

  test("is replaced where what it holds was computed from what is not known", () => {
    const holding = (name: string) => [
      thing("a", { name }),
      thing("b", { of: "computed" }, { propertyDependencies: { of: [urnOf("a")] } }),
    ];
    expect(predicted(holding("n"), holding("m"))).toEqual([
      "replace a changes name because of name",
      "replace b changes of because of of",
    ]);
  });

  test("of one that is changed in place holds what changes with it alone", () => {
    const holding = (x: number) => [
      thing("a", { x }, { madeUp: { id: "made-up-a", version: "777" } }),
      thingUsing("a", "b"),
      thing("c", { using: "777" }, { propertyDependencies: { using: [urnOf("a")] } }),
    ];
    expect(predicted(holding(1), holding(2))).toEqual(["update a changes x", "update c changes using"]);
  });

  test("is the same where only what was made up differs", () => {
    const made = (id: string) => [
      thing("a", {}, { madeUp: { id } }),
      thing("b", { of: id }, { propertyDependencies: { of: [urnOf("a")] } }),
    ];
    expect(predicted(made("one"), made("two"))).toEqual([]);
  });
});

describe("what has to go first", () => {
  // Both objects would have the same name, so the old one goes before there is a new one.
  const root = (x: string) => thing("a", { name: "n", of: x });

  test("takes along what its deletion would replace", () => {
    const others = [thingOf("a", "b"), thingUsing("a", "c"), thingOf("b", "d")];
    expect(predicted([root("1"), ...others], [root("2"), ...others])).toEqual([
      "replace a changes of because of of",
      "replace b because of of",
      "update c changes using",
      "replace d because of of",
    ]);
  });

  test("is refused where something protected would go along, and so is that", () => {
    const kept = thingOf("a", "b", { protect: true });
    expect(predicted([root("1"), kept], [root("2"), kept])).toEqual([
      "replace a changes of because of of refused",
      "replace b because of of refused",
    ]);
  });

  test("takes along what is deleted with it, whichever goes first", () => {
    const with_ = thing("b", {}, { options: { deletedWith: urnOf("a") } });
    expect(predicted([root("1"), with_], [root("2"), with_])).toEqual([
      "replace a changes of because of of",
      "replace b",
    ]);
    expect(predicted([thing("a", { name: "n" }), with_], [thing("a", { name: "m" }), with_])).toEqual([
      "replace a changes name because of name",
      "replace b because of deletedWith",
    ]);
  });

  test("is what the program says it is", () => {
    const option = { options: { deleteBeforeReplace: true } };
    const others = [thingOf("a", "b")];
    expect(predicted([thing("a", { name: "n" }), ...others], [thing("a", { name: "m" }, option), ...others])).toEqual([
      "replace a changes name because of name",
      "replace b because of of",
    ]);
    const not = thing("a", { name: "n", of: "2" }, { options: { deleteBeforeReplace: false } });
    expect(predicted([root("1"), ...others], [not, ...others])).toEqual([
      "replace a changes of because of of",
      "replace b changes of because of of",
    ]);
  });

  test("is only deleted where the program has it no more", () => {
    expect(predicted([root("1"), thingOf("a", "b")], [root("2")])).toEqual([
      "replace a changes of because of of",
      "delete b",
    ]);
  });
});

describe("values", () => {
  test("are told where they are asked for, and not of secrets", () => {
    const secret = { secrets: ["key", "nested.word"] };
    const before = thing("a", { x: 1, key: "[secret]", nested: { word: "[secret]", y: 1 } }, secret);
    const after = thing("a", { x: [2], key: "other", nested: { word: "[secret]", y: 2 } });
    const [step] = predictSteps([provider(), before], [provider(), after], thingRules, true);
    expect(step?.values).toEqual([
      { path: "key", secret: true, unknown: false },
      { path: "nested", secret: true, unknown: false },
      { path: "x", secret: false, unknown: false, before: 1, after: [2] },
    ]);
  });

  test("that are not known yet are not told", () => {
    const before = [provider(), thing("a", { name: "n" }), thingUsing("a", "b")];
    const after = [provider(), thing("a", { name: "m" }), thingUsing("a", "b")];
    const [, step] = predictSteps(before, after, thingRules, true);
    expect(step?.values).toEqual([
      { path: "using", secret: false, unknown: true, before: { list: ["id: made-up-a"] } },
    ]);
  });
});
