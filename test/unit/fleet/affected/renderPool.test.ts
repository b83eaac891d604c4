import { expect, test } from "@jest/globals";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import type { RenderedTenant } from "../../../../core/results/render.ts";
import { openRenderPool } from "../../../../fleet/affected/renderPool.ts";
import type { ThreadAnswer } from "../../../../fleet/threads/messages.ts";
import { root } from "../../../helpers/cli.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";

const resolved = baseEstate().tenants.map((tenant) => tenant.resolved);

async function renderAll(threads: number): Promise<RenderedTenant[]> {
  const pool = openRenderPool({ threads });
  try {
    return await Promise.all([...resolved, ...resolved].map((tenant) => pool.render(tenant)));
  } finally {
    await pool.close();
  }
}

test("a rendering is the same in a thread and without, whatever comes before it", async () => {
  const here = await renderAll(0);
  expect(here.map(({ tenant, error, resources }) => [tenant, error, resources.length])).toEqual([
    ["acme", undefined, 32],
    ["globex", undefined, 31],
    ["initech", undefined, 37],
    ["acme", undefined, 32],
    ["globex", undefined, 31],
    ["initech", undefined, 37],
  ]);
  expect(await renderAll(1)).toEqual(here);
});

test("a rendering leaves nothing in its thread that would keep it from being used again", async () => {
  const thread = new Worker(join(root, "fleet/affected/renderThread.ts"));
  for (const task of resolved) {
    thread.postMessage({ type: "run", task });
    const [answer] = (await once(thread, "message")) as [ThreadAnswer<RenderedTenant, never>];
    expect(answer).toMatchObject({ type: "result", left: { changed: [] } });
  }
  await thread.terminate();
});

test("what cannot be rendered has its reason for a digest", async () => {
  const [acme] = resolved;
  if (acme === undefined) throw new Error("there is a tenant");
  const wrong = (service: string) => ({
    ...acme,
    subscriptions: acme.subscriptions.map((subscription) => ({ ...subscription, service })),
  });
  const pool = openRenderPool({ threads: 0 });
  const [first, same, other] = [
    await pool.render(wrong("x")),
    await pool.render(wrong("x")),
    await pool.render(wrong("y")),
  ];
  expect(first.error).toBe(
    'The program of the tenant "acme" fails: the resolved tenant names the service "x", which no kind provides',
  );
  expect([first.resources, first.digest === same.digest, first.digest === other.digest]).toEqual([[], true, false]);
  await pool.close();
});

test("nothing is rendered any more after an abort", async () => {
  const [acme] = resolved;
  if (acme === undefined) throw new Error("there is a tenant");
  const pool = openRenderPool({ threads: 1, signal: AbortSignal.abort() });
  await expect(pool.render(acme)).rejects.toThrow("aborted");
  await pool.close();
});
