import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { predictSteps } from "../../../../core/diff/predict.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { component, provider, thing, thingRules, urnOf } from "../../../helpers/diffSides.ts";

const names = ["a", "b", "c", "d", "e", "f"];

/** A resource that may hold ids of those before it, so that nothing needs itself. */
const resource = (name: string, index: number) =>
  fc
    .record({
      inputs: fc.dictionary(fc.constantFrom("name", "x", "y"), fc.integer({ min: 0, max: 2 }), { maxKeys: 3 }),
      of: fc.option(fc.constantFrom(...names.slice(0, Math.max(1, index))), { nil: undefined }),
      protect: fc.boolean(),
      first: fc.boolean(),
      isComponent: fc.boolean(),
      present: fc.boolean(),
    })
    .map(({ inputs, of, protect, first, isComponent, present }): RenderedResource[] => {
      if (!present) return [];
      if (isComponent) return [component(name)];
      const holds = of !== undefined && index > 0;
      return [
        thing(
          name,
          { ...inputs, ...(holds && { of: `made-up-${of}` }) },
          {
            protect,
            ...(holds && { propertyDependencies: { of: [urnOf(of)] } }),
            ...(first && { options: { deleteBeforeReplace: true } }),
          },
        ),
      ];
    });

const side = fc.tuple(...names.map(resource)).map((all) => [provider(), ...all.flat()]);
const made = (resources: readonly RenderedResource[]): Set<string> =>
  new Set(resources.filter(({ type }) => type !== "test:index:Group").map(({ urn }) => urn));

test("nothing is done where both sides are the same, in whatever order they come", () => {
  fc.assert(
    fc.property(side, (resources) => {
      expect(predictSteps(resources, resources.toReversed(), thingRules)).toEqual([]);
    }),
  );
});

test("what is created and deleted makes the resources of one side those of the other, and the rest was there", () => {
  fc.assert(
    fc.property(side, side, (base, target) => {
      const steps = predictSteps(base, target, thingRules, true);
      const result = made(base);
      for (const { op, urn } of steps) {
        expect(result.has(urn)).toBe(op !== "create");
        if (op === "create") result.add(urn);
        if (op === "delete") result.delete(urn);
      }
      expect(result).toEqual(made(target));
      expect(steps.map(({ urn }) => urn)).toEqual([...new Set(steps.map(({ urn }) => urn))].toSorted());
    }),
  );
});

test("the order in which resources are listed decides nothing", () => {
  fc.assert(
    fc.property(side, side, (base, target) => {
      expect(predictSteps(base.toReversed(), target.toReversed(), thingRules)).toEqual(
        predictSteps(base, target, thingRules),
      );
    }),
  );
});

test("only what is protected on the side that runs is refused", () => {
  fc.assert(
    fc.property(side, side, (base, target) => {
      const running = new Map(base.map((each) => [each.urn, each]));
      const isProtected = base.some(({ protect }) => protect === true);
      for (const { urn, op, refused } of predictSteps(base, target, thingRules)) {
        if (op === "delete") expect(refused).toBe(running.get(urn)?.protect);
        else if (refused) expect([op, isProtected]).toEqual(["replace", true]);
      }
    }),
  );
});
