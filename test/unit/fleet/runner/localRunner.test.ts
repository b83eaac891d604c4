import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { localRunner } from "../../../../fleet/runner/localRunner.ts";
import type { Place, RunnerTask } from "../../../../fleet/runner/runner.ts";

/** A batch whose tasks end when they are told to, and what happened in it. */
function start(tasks: readonly RunnerTask[], atMost: number) {
  const begun: string[] = [];
  const running = new Map<string, () => void>();
  const all = localRunner.run({
    tasks,
    atMost,
    work: (id) =>
      new Promise<string>((resolve) => {
        begun.push(id);
        running.set(id, () => {
          running.delete(id);
          resolve(`${id} ended`);
        });
      }),
  });
  /** Ends a task, and lets what comes of it happen. */
  const end = async (id: string): Promise<void> => {
    running.get(id)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { all, begun, running, end };
}

const task = (id: string, ...places: Place[]): RunnerTask => ({ id, places });
const cell = (name: string, atMost = 1): Place => ({ name, atMost });

test("a task that has to wait keeps none waiting that need not, and the batch's order stays", async () => {
  const tasks = [
    task("a1", cell("a")),
    task("a2", cell("a")),
    task("ab", cell("a"), cell("b")),
    task("b1", cell("b")),
    task("b2", cell("b")),
  ];
  const { all, begun, end } = start(tasks, 5);
  expect(begun).toEqual(["a1", "b1"]);
  await end("b1");
  expect(begun).toEqual(["a1", "b1", "b2"]);
  await end("a1");
  expect(begun).toEqual(["a1", "b1", "b2", "a2"]);
  await end("a2");
  expect(begun).toHaveLength(4); // b2 is still in b
  await end("b2");
  expect(begun).toEqual(["a1", "b1", "b2", "a2", "ab"]);
  await end("ab");
  expect(await all).toEqual(tasks.map(({ id }) => `${id} ended`));
});

test("no more run at a time than asked, wherever they are", async () => {
  const { begun, end } = start([task("x"), task("y"), task("z")], 2);
  expect(begun).toEqual(["x", "y"]);
  await end("y");
  expect(begun).toEqual(["x", "y", "z"]);
});

test("work that throws leaves its places and fails the batch", async () => {
  const tasks = [task("first", cell("a")), task("second", cell("a"))];
  const begun: string[] = [];
  const all = localRunner.run({
    tasks,
    atMost: 1,
    work: (id) => {
      begun.push(id);
      return id === "first" ? Promise.reject(new Error("a bug")) : Promise.resolve(id);
    },
  });
  await expect(all).rejects.toThrow("a bug");
  expect(begun).toEqual(["first", "second"]);
});

test("an empty batch has no results", async () => {
  expect(await localRunner.run({ tasks: [], atMost: 2, work: (id) => Promise.resolve(id) })).toEqual([]);
});

test("every task runs once, bounds hold at every moment, and nothing waits that could run", async () => {
  const bounds = { a: 1, b: 2, c: 3 } as const;
  const places = fc.uniqueArray(fc.constantFrom("a", "b", "c" as const), { maxLength: 3 });
  const batch = fc
    .array(places, { maxLength: 12 })
    .map((all) =>
      all.map((names, index) => task(`t${String(index)}`, ...names.map((name) => cell(name, bounds[name])))),
    );
  await fc.assert(
    fc.asyncProperty(
      batch,
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.nat()),
      async (tasks, atMost, choices) => {
        const { all, begun, running, end } = start(tasks, atMost);
        const room = (wanted: RunnerTask): boolean =>
          wanted.places.every(
            ({ name, atMost: most }) =>
              tasks.filter(({ id, places: own }) => running.has(id) && own.some((place) => place.name === name))
                .length < most,
          );
        while (begun.length < tasks.length || running.size > 0) {
          expect(running.size).toBeLessThanOrEqual(atMost);
          for (const [name, most] of Object.entries(bounds)) {
            const there = tasks.filter(
              ({ id, places: own }) => running.has(id) && own.some((place) => place.name === name),
            );
            expect(there.length).toBeLessThanOrEqual(most);
          }
          const waiting = tasks.filter(({ id }) => !begun.includes(id));
          expect(running.size < atMost && waiting.some(room)).toBe(false);
          const ids = [...running.keys()];
          const chosen = (choices.next() as IteratorYieldResult<number>).value;
          await end(ids[chosen % ids.length] ?? "");
        }
        expect(begun.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
        expect(await all).toEqual(tasks.map(({ id }) => `${id} ended`));
      },
    ),
    { numRuns: 50 },
  );
});
