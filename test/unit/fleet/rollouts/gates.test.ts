import { describe, expect, test } from "@jest/globals";

import type { DriftedObject } from "../../../../core/results/drift.ts";
import type { LookAt, Looked } from "../../../../fleet/drift/look.ts";
import { askGates } from "../../../../fleet/rollouts/gates.ts";
import { askProbe } from "../../../../fleet/rollouts/probes.ts";
import { loadTexts, rolloutTexts } from "../../../helpers/rolloutEstate.ts";
import { rolloutOf } from "../../../helpers/rolloutOf.ts";

const { estate } = loadTexts(rolloutTexts([{ id: "anna" }, { id: "bert" }]));
if (estate === undefined) throw new Error("the estate is not right");

const drifted = {} as DriftedObject;
const lookAt = (looks: Readonly<Record<string, Looked>>): LookAt => {
  return (ids) => Promise.resolve(new Map(ids.map((id) => [id, looks[id] ?? clean])));
};
const clean: Looked = { seconds: 1, look: { objects: [], comparisons: [] } };

function gatesOf(
  gates: object,
  looks: Readonly<Record<string, Looked>> = {},
  ask: typeof askProbe = () => Promise.resolve(undefined),
  signal = new AbortController().signal,
) {
  const tools = { before: () => estate, lookAt: lookAt(looks), concurrency: 2, today: "2026-12-01", signal, ask };
  return askGates(["anna", "bert"], rolloutOf({ gates }), { ...tools, estate } as Parameters<typeof askGates>[2]);
}

describe("gates", () => {
  test("let through whoever has no drift, breaks no rule anew, and answers", async () => {
    const gates = await gatesOf({ probes: [{ tcp: "a.example:80" }] });
    expect([...gates]).toEqual([
      ["anna", undefined],
      ["bert", undefined],
    ]);
  });

  test("hold back whoever has drifted, cannot be looked at, or has nothing", async () => {
    const looks: Record<string, Looked> = {
      anna: { seconds: 1, look: { objects: [drifted, drifted], comparisons: [] } },
      bert: { seconds: 1, error: "what the target said" },
    };
    expect([...(await gatesOf({ policies: false }, looks))]).toEqual([
      ["anna", "drift: 2 objects are not as they were made"],
      ["bert", "drift: it cannot be looked at"],
    ]);
    expect((await gatesOf({ policies: false }, { anna: { seconds: 1, look: undefined } })).get("anna")).toBe(
      "drift: nothing of it is there",
    );
    expect([...(await gatesOf({ policies: false, drift: false }, looks)).values()]).toEqual([undefined, undefined]);
  });

  test("hold back whoever does not answer a probe", async () => {
    const ask: typeof askProbe = (_probe, number, tenant) =>
      Promise.resolve(tenant === "bert" && number === 2 ? `probe 2: no answer` : undefined);
    const probes = [{ tcp: "a.example:80" }, { url: "https://b.example/" }];
    expect([...(await gatesOf({ policies: false, drift: false, probes }, {}, ask))]).toEqual([
      ["anna", undefined],
      ["bert", "probe 2: no answer"],
    ]);
  });

  test("say nothing of anybody once they are interrupted", async () => {
    const controller = new AbortController();
    controller.abort();
    const gates = await gatesOf({ policies: false }, {}, undefined, controller.signal);
    expect(gates.size).toBe(0);
  });
});

describe("a probe", () => {
  const probe = { url: "https://{tenant}.example/{tenant}", seconds: 1 };
  const signal = new AbortController().signal;

  test("asks for the tenant's own address, and is content with the first right answer", async () => {
    const asked: unknown[] = [];
    const right = await askProbe(probe, 1, "anna", signal, ({ url }) => {
      asked.push(url);
      return Promise.resolve(undefined);
    });
    expect([right, asked]).toEqual([undefined, ["https://anna.example/anna"]]);
  });

  test("tells in our words what is wrong when its time is over", async () => {
    expect(await askProbe(probe, 3, "anna", signal, () => Promise.resolve("status 503, not 200"))).toBe(
      "probe 3: status 503, not 200",
    );
  });
});
