import { expect, test } from "@jest/globals";

import { openThreadPool } from "../../../fleet/threads/threadPool.ts";

test("a pool that is closed lets what is under way finish, and gives up what waits", async () => {
  const begun: string[] = [];
  const [began, finish] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const pool = openThreadPool<string, string>({
    program: new URL("./none", import.meta.url),
    here: async (task) => {
      begun.push(task);
      began.resolve(undefined);
      await finish.promise;
      return `${task} done`;
    },
    crashed: (task, reason) => `${task}: ${reason}`,
    heapMiB: 64,
    threads: 0,
  });
  const order: string[] = [];
  const first = pool.run("first").then((result) => order.push(result));
  const second = expect(pool.run("second")).rejects.toThrow();
  await began.promise;
  const closed = pool.close().then(() => order.push("closed"));
  finish.resolve(undefined);
  await Promise.all([first, second, closed]);
  expect(order).toEqual(["first done", "closed"]);
  expect(begun).toEqual(["first"]);
});
