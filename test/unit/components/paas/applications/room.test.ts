import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { EnvironmentPlan } from "../../../../../components/paas/environment/plan.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";
import { context, files, planOf, shop, wrongs } from "./orders.ts";

/** One environment with these bounds. */
const room = (quota: Partial<EnvironmentPlan["quota"]>): EnvironmentPlan[] => {
  const plan = environmentPlan("prod");
  return [{ ...plan, quota: { ...plan.quota, ...quota } }];
};

const small = { ...shop, vcpu: 0.1, memoryMiB: 100 };

describe("applications have to find room in each environment, with the pod more that an update starts", () => {
  test.each([
    [{ cpu: "300m" }, []],
    [{ cpu: "299m" }, ["300m of processors", "299m"]],
    [{ memory: "300Mi" }, []],
    [{ memory: "299Mi" }, ["300Mi of memory", "299Mi"]],
    [{ pods: "3" }, []],
    [{ pods: "2" }, ["3 pods", "2"]],
    [{ objects: { "count/services": "1" } }, []],
    [{ objects: { "count/services": "0" } }, ["1 services", "0"]],
  ])("two pods in %j", (quota, said) => {
    const order = [{ ...small, replicas: { minimum: 2 } }];
    const [sum, limit] = said;
    const message = `tier apps: The apps in "prod" come to ${String(sum)}, each at its maximum and with the pod more that an update starts, and the environment has ${String(limit)}.`;
    expect(wrongs(order, { context: { environments: room(quota) } })).toEqual(said.length === 0 ? [] : [message]);
  });

  test("with the most pods that they may grow to", () => {
    const grown = [{ ...small, replicas: { minimum: 1, maximum: 3 } }];
    expect(wrongs(grown, { context: { environments: room({ pods: "4" }) } })).toEqual([]);
    expect(wrongs(grown, { context: { environments: room({ pods: "3" }) } })).toHaveLength(1);
  });

  test("but for apps with a volume, whose pod goes before the next one comes", () => {
    expect(wrongs([files], { context: { environments: room({ pods: "1", storage: "5Gi" }) } })).toEqual([]);
    expect(wrongs([files], { context: { environments: room({ storage: "4Gi" }) } })).toEqual([
      'tier apps: The apps in "prod" come to 5Gi of volumes, each at its maximum and with the pod more that an update starts, and the environment has 4Gi.',
    ]);
  });

  test("in those that they run in", () => {
    const environments = [...room({ pods: "1" }), environmentPlan("staging")];
    expect(wrongs([{ ...small, environments: ["staging"] }], { context: { environments } })).toEqual([]);
  });

  test("while the tenant is suspended too, whose environments let no pod start", () => {
    const suspended = { state: "suspended" } as const;
    expect(wrongs([small], { context: { ...suspended, environments: room({ pods: "0" }) } })).toEqual([]);
    expect(wrongs([small], { context: { ...suspended, environments: room({ pods: "0", cpu: "199m" }) } })).toHaveLength(
      1,
    );
  });

  test("in quantities of the units that environments are planned in, and no other", () => {
    expect(() => planOf([small], { context: { environments: room({ cpu: "2" }) } })).toThrow(
      '"2" is no whole number of the unit "m"',
    );
  });
});

const app = fc.record({
  millis: fc.integer({ min: 10, max: 2000 }),
  memoryMiB: fc.integer({ min: 16, max: 4096 }),
  minimum: fc.integer({ min: 1, max: 5 }),
  more: fc.integer({ min: 0, max: 5 }),
  hasVolume: fc.boolean(),
});

test("whatever is ordered is taken exactly where the most pods at once fit into the quota", () => {
  fc.assert(
    fc.property(
      fc.array(app, { minLength: 1, maxLength: 6 }),
      fc.record({ cpu: fc.integer({ min: 500, max: 20_000 }), memory: fc.integer({ min: 500, max: 40_000 }) }),
      fc.integer({ min: 5, max: 40 }),
      (ordered, { cpu, memory }, pods) => {
        const apps = ordered.map(({ millis, memoryMiB, minimum, more, hasVolume }, index) => ({
          ...(hasVolume ? files : { ...shop, replicas: { minimum, maximum: minimum + more } }),
          ...{ name: `a${String(index)}`, vcpu: millis / 1000, memoryMiB },
        }));
        // One pod after the other, as the cluster counts them.
        let [usedCpu, usedMemory, usedPods, usedGiB] = [0, 0, 0, 0];
        for (const { millis, memoryMiB, minimum, more, hasVolume } of ordered) {
          if (hasVolume) usedGiB += 5;
          for (let pod = 0; pod < (hasVolume ? 1 : minimum + more + 1); pod += 1) {
            usedCpu += millis;
            usedMemory += memoryMiB;
            usedPods += 1;
          }
        }
        const wrong = [usedCpu > cpu, usedMemory > memory, usedGiB > 20, usedPods > pods].filter(Boolean);
        const environments = room({ cpu: `${String(cpu)}m`, memory: `${String(memory)}Mi`, pods: String(pods) });
        expect(wrongs(apps, { context: { ...context, environments } })).toHaveLength(wrong.length);
      },
    ),
    { numRuns: 200 },
  );
});
