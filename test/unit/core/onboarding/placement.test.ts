/** Which cells subscriptions get, by a kind that claims what its spec says. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import { serviceKinds } from "../../../../components/registry.ts";
import {
  kindOf,
  type AnyServiceKind,
  type CapacityClaim,
  type PlanInput,
  type ServiceKinds,
} from "../../../../core/kinds/serviceKind.ts";
import type { Estate } from "../../../../core/estate/estate.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { allocate } from "../../../../core/onboarding/allocate.ts";
import { renderManifest } from "../../../../core/onboarding/renderManifest.ts";
import type { OrderedSubscription, TenantOrder } from "../../../../core/onboarding/tenantOrder.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

const resources = ["vcpu", "memoryGiB", "storageGiB", "pods"] as const;
type Amounts = Partial<Record<(typeof resources)[number], number>>;

const paas = kindOf(serviceKinds, "paas");
if (paas === undefined) throw new Error("the test stands on the kind paas");
const claiming: AnyServiceKind = {
  ...paas,
  specSchema: z.looseObject({}),
  demand: () => ({}),
  plan: ({ spec, cell, tenantId }: PlanInput<Amounts & { own?: boolean }, unknown, unknown>) => {
    if (spec.own === true && cell.target === "kubernetes" && !cell.ownNodes.some(({ tenant }) => tenant === tenantId)) {
      return { bundle: undefined, problems: [{ concern: "cell", path: [], message: "The cell has no such nodes." }] };
    }
    const claims = resources.map((resource): CapacityClaim => {
      const isOwn = spec.own === true && resource !== "storageGiB";
      return { type: "capacity", resource, amount: spec[resource] ?? 0, path: [], ...(isOwn && { pool: "own" }) };
    });
    return { bundle: {}, claims, problems: [] };
  },
};
const kinds: ServiceKinds = { ...serviceKinds, paas: claiming };

interface GivenCell extends Amounts {
  readonly id: string;
  readonly headroomPercent?: number;
  readonly ownNodes?: readonly (Amounts & { readonly tenant: string })[];
}

const cellText = ({ id, headroomPercent = 0, ownNodes = [], ...capacity }: GivenCell): string =>
  `    - ${JSON.stringify({
    ...{ id, target: "kubernetes", region: "eu-central-1", context: id, headroomPercent, ownNodes },
    clusterUid: "60c62e9c-6238-46d3-8e47-dd841d9f9f53",
    capacity: { vcpu: 1000, memoryGiB: 1000, storageGiB: 1000, pods: 1000, ...capacity },
  })}\n`;

const sub = (name: string, spec: Amounts & { own?: boolean }, cell?: string): OrderedSubscription => {
  return { name, service: "paas", tier: "starter@1", ...(cell !== undefined && { cell }), spec };
};

const order = (...subscriptions: OrderedSubscription[]): TenantOrder => ({
  id: "umbrella",
  displayName: "Umbrella",
  contract: {
    start: "2026-12-02",
    contacts: { technical: "a@u.example", billing: "b@u.example", security: "c@u.example" },
  },
  subscriptions,
});

/** The part of the tests' estate that is of the kind, with other clusters in its region; its own tenant takes nothing. */
function textsWith(cells: readonly GivenCell[]): Record<string, string> {
  const ofKind = Object.entries(baseTexts()).filter(([name]) =>
    /^(?:estate|catalogue\/paas|tenants\/globex)/.test(name),
  );
  const texts = Object.fromEntries(ofKind);
  const estate = (texts["estate.yaml"] ?? "").replace("  cells:\n", `  cells:\n${cells.map(cellText).join("")}`);
  return { ...texts, "estate.yaml": estate.replace("vcpu: 64,", "vcpu: 0.5,") };
}

function load(texts: Readonly<Record<string, string>>): Estate {
  const { estate, diagnostics } = loadEstate(estateFiles(texts), "estate", kinds);
  if (estate === undefined) throw new Error(JSON.stringify(diagnostics));
  return estate;
}

/** `name → cell` in the order of the manifest, or the problems. */
function placed(given: TenantOrder, cells: readonly GivenCell[]): readonly string[] {
  const texts = textsWith(cells);
  const result = allocate(given, { estate: load(texts), files: estateFiles(texts), kinds, options: {} });
  if ("problems" in result) return result.problems;
  return result.order.subscriptions.map(({ name, cell }) => `${name} → ${cell ?? ""}`);
}

describe("the cell of a subscription", () => {
  test("is the first of the estate's list that has room, however many tenants are there", () => {
    const cells = [
      { id: "z", vcpu: 10 },
      { id: "a", vcpu: 10 },
    ];
    expect(placed(order(sub("apps", { vcpu: 3 }), sub("more", { vcpu: 3 })), cells)).toEqual(["apps → z", "more → z"]);
  });

  test("is decided for the largest first, which fits where the given order would not; the manifest keeps the order", () => {
    const cells = [
      { id: "a", vcpu: 10 },
      { id: "b", vcpu: 10 },
    ];
    const given = [4, 4, 6, 6].map((vcpu, index) => sub(`s${String(index)}`, { vcpu }));
    expect(placed(order(...given), cells)).toEqual(["s0 → a", "s1 → b", "s2 → a", "s3 → b"]);
  });

  test("counts as size the largest share of anything", () => {
    const cells = [
      { id: "a", vcpu: 10, pods: 100 },
      { id: "b", vcpu: 10, pods: 100 },
    ];
    const given = order(sub("some", { vcpu: 5, pods: 10 }), sub("pods", { vcpu: 1, pods: 95 }));
    expect(placed(given, cells)).toEqual(["some → b", "pods → a"]);
  });

  test("that was asked for is taken first, so that nothing else fills it", () => {
    const cells = [
      { id: "a", vcpu: 10 },
      { id: "b", vcpu: 10 },
    ];
    const given = order(sub("large", { vcpu: 8 }), sub("small", { vcpu: 3 }, "a"));
    expect(placed(given, cells)).toEqual(["large → b", "small → a"]);
  });

  test("leaves head-room to the tenants that are there, to the last unit", () => {
    const cells = [
      { id: "a", vcpu: 10, headroomPercent: 20 },
      { id: "b", vcpu: 10, headroomPercent: 0 },
    ];
    expect(placed(order(sub("apps", { vcpu: 8 })), cells)).toEqual(["apps → a"]);
    expect(placed(order(sub("apps", { vcpu: 9 })), cells)).toEqual(["apps → b"]);
  });

  test("is none where head-room alone would do, but for whoever names the cell as the message says", () => {
    const cells = [
      { id: "a", vcpu: 8 },
      { id: "b", vcpu: 11, headroomPercent: 15 },
    ];
    expect(placed(order(sub("apps", { vcpu: 10 })), cells)).toEqual([
      "No cell in eu-central-1 has room for apps (paas/starter@1): " +
        "a is too small for it; " +
        "b has 11 of 11 vcpu left, of which it keeps 1.65 for tenants that are there, and 10 are needed; " +
        "eu-shared-1 is too small for it. " +
        "To use the head-room, name the cell: --cell apps=b.",
    ]);
    expect(placed(order(sub("apps", { vcpu: 10 }, "b")), cells)).toEqual(["apps → b"]);
    expect(placed(order(sub("apps", { vcpu: 12 }, "b")), cells)).toEqual([
      "No cell in eu-central-1 has room for apps (paas/starter@1): b is too small for it.",
    ]);
  });

  test("that the message advises for several subscriptions has room for them together", () => {
    const cells = [
      { id: "a", vcpu: 10, headroomPercent: 90 },
      { id: "b", vcpu: 10, headroomPercent: 90 },
    ];
    const problems = placed(order(sub("one", { vcpu: 6 }), sub("two", { vcpu: 6 })), cells);
    expect(problems.map((problem) => /--cell \S+=[a-z]/.exec(problem)?.[0])).toEqual(["--cell one=a", "--cell two=b"]);
    expect(placed(order(sub("one", { vcpu: 6 }, "a"), sub("two", { vcpu: 6 }, "b")), cells)).toEqual([
      "one → a",
      "two → b",
    ]);
  });

  test("with nodes of the tenant's own is the one that has them; storage is shared all the same", () => {
    const ownNodes = [
      { tenant: "other", vcpu: 100, memoryGiB: 100, pods: 100 },
      { tenant: "umbrella", vcpu: 4, memoryGiB: 16, pods: 50 },
    ];
    const cells = [{ id: "a" }, { id: "b", vcpu: 1, storageGiB: 100, headroomPercent: 50, ownNodes }];
    expect(placed(order(sub("apps", { own: true, vcpu: 4, storageGiB: 50 })), cells)).toEqual(["apps → b"]);
    expect(placed(order(sub("apps", { own: true, vcpu: 3 }), sub("more", { own: true, vcpu: 2 }, "b")), cells)).toEqual(
      [
        "apps → a", // Where it is wrong by itself: validation tells what lacks.
        "more → b",
      ],
    );
    expect(
      placed(order(sub("apps", { own: true, vcpu: 3 }, "b"), sub("more", { own: true, vcpu: 2 }, "b")), cells),
    ).toEqual([
      "No cell in eu-central-1 has room for more (paas/starter@1): " +
        "b has 1 of 4 vcpu left on nodes of umbrella's own, and 2 are needed.",
    ]);
  });
});

const subscriptions = fc
  .array(fc.record({ vcpu: fc.integer({ min: 1, max: 9 }), memoryGiB: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.map((spec, index) => sub(`s${String(index)}`, spec)));

/** Two clusters that are soon full, and one that never is. */
const clusters = fc
  .array(
    fc.record({
      vcpu: fc.integer({ min: 5, max: 20 }),
      memoryGiB: fc.integer({ min: 5, max: 20 }),
      headroomPercent: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 2, maxLength: 2 },
  )
  .map((all) => [
    ...all.map((cell, index) => ({ ...cell, id: `cell-${String(index)}` })),
    { id: "large", vcpu: 1000, memoryGiB: 1000, headroomPercent: 0 },
  ]);

test("whatever is ordered: no head-room is taken, the order of subscriptions changes nothing, and nobody is moved", () => {
  fc.assert(
    fc.property(clusters, subscriptions, fc.nat(), (cells, given, turn) => {
      const texts = textsWith(cells);
      const before = load(texts);
      const place = (all: readonly OrderedSubscription[]): TenantOrder => {
        const result = allocate(order(...all), { estate: before, files: estateFiles(texts), kinds, options: {} });
        if ("problems" in result) throw new Error(result.problems.join("\n"));
        return result.order;
      };
      const result = place(given);
      expect(result.subscriptions.map(({ name }) => name)).toEqual(given.map(({ name }) => name));
      const start = turn % given.length;
      const rotated = place([...given.slice(start), ...given.slice(0, start)]);
      expect(new Set(rotated.subscriptions)).toEqual(new Set(result.subscriptions));
      for (const { id, headroomPercent, ...capacity } of cells) {
        for (const resource of ["vcpu", "memoryGiB"] as const) {
          const inCell = result.subscriptions.filter(({ cell }) => cell === id);
          const sum = inCell.reduce((all, { spec }) => all + Number(spec[resource]), 0);
          expect(sum * 100).toBeLessThanOrEqual(capacity[resource] * (100 - headroomPercent));
        }
      }
      const after = load({ ...texts, "tenants/umbrella.yaml": renderManifest(result, kinds) });
      const chosen = result.subscriptions.map(({ cell }) => cell);
      expect(cellsOf(after)).toEqual({ ...cellsOf(before), umbrella: chosen });
    }),
    { numRuns: 15 },
  );
});

function cellsOf({ tenants }: Estate): Record<string, (string | undefined)[]> {
  return Object.fromEntries(
    tenants.map(({ resolved }) => [resolved.id, resolved.subscriptions.map(({ cell }) => cell.id)]),
  );
}
