import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { checkMoves } from "../../../../core/moves/checkMoves.ts";
import type { MovePlan, Place, PlannedSubscription } from "../../../../core/moves/movePlan.ts";
import { readRunning, type RunningSubscription } from "../../../../core/moves/runningStack.ts";

const place = (key: string): Place => ({
  field: `spec.subscriptions[0].${key}`,
  where: { path: "tenants/acme.yaml", line: 9, column: 1 },
});

const bundle = (cidr: string, ...buckets: string[]): RunningSubscription["bundle"] => ({
  network: { name: "acme--web", cidr, subnets: [] },
  buckets: buckets.map((name) => ({ name, bucketName: `msp--acme--web--${name}` })),
});

const wanted: PlannedSubscription = {
  name: "web",
  service: "iaas",
  tier: { name: "standard", version: 1 },
  cell: "main",
  bundle: bundle("10.0.0.0/20", "assets"),
  move: undefined,
  moves: {
    "starter@1": [{ to: "standard", when: "immediate" }],
    "standard@1": [
      { to: "starter", when: "at-renewal" },
      { to: "premium", when: "needs-approval" },
    ],
    "premium@1": [{ to: "standard", when: "at-renewal" }],
  },
  places: { service: place("service"), tier: place("tier"), cell: place("cell"), spec: place("spec") },
};

const running: RunningSubscription = {
  service: "iaas",
  tier: { name: "standard", version: 1 },
  cell: "main",
  bundle: bundle("10.0.0.0/20", "assets"),
};

/** What is said of a change, as `code field: message allowed | fix`. */
function said(
  change: Partial<PlannedSubscription>,
  runs: Partial<RunningSubscription> = {},
  today = "2027-01-15",
): string[] {
  const plan: MovePlan = {
    today,
    contract: { start: "2026-12-01", billing: "monthly" },
    subscriptions: [{ ...wanted, ...change }],
    place: place("end"),
  };
  return told(checkMoves(plan, { web: { ...running, ...runs } }, serviceKinds));
}

function told(diagnostics: ReturnType<typeof checkMoves>): string[] {
  return diagnostics.map(({ code, field, message, allowed, fix }) => {
    return `${code} ${(field ?? "").replace(/^.*\./, "")}: ${message}${allowed === undefined ? "" : ` [${allowed}]`} | ${fix ?? ""}`;
  });
}

const tier = (name: string, version = 1) => ({ tier: { name, version } });

describe("a move", () => {
  test("is none when nothing changes, when the version alone does, or when nothing runs", () => {
    expect(said({})).toEqual([]);
    expect(said(tier("standard", 2))).toEqual([]);
    expect(
      checkMoves(
        { today: "", contract: { start: "", billing: "monthly" }, subscriptions: [wanted], place: place("end") },
        {},
        {},
      ),
    ).toEqual([]);
  });

  test("that the tier allows at once is fine", () => {
    expect(said(tier("standard"), tier("starter"))).toEqual([]);
  });

  test("that no tier allows is refused, with the step to take first where there is a way", () => {
    expect(said(tier("premium"), tier("starter"))).toEqual([
      'TEN218 tier: The subscription "web" runs starter@1, from where no move leads to "premium". [standard] | Move to standard first, apply it, then go on.',
    ]);
    expect(said(tier("gold"), tier("starter"))).toEqual([
      'TEN218 tier: The subscription "web" runs starter@1, from where no move leads to "gold". [standard] | Keep the tier, or choose one of these.',
    ]);
    expect(said(tier("standard"), tier("removed"))).toEqual([
      'TEN218 tier: The subscription "web" runs removed@1, from where no move leads to "standard". [none; its moves are empty] | Keep the tier, or choose one of these.',
    ]);
  });

  test("goes by the tier's highest version when the one that runs is gone", () => {
    expect(said(tier("standard"), tier("starter", 7))).toEqual([]);
  });

  test("that needs an approval waits for one", () => {
    expect(said(tier("premium"))).toEqual([
      'TEN220 tier: The subscription "web" runs standard@1; the move to "premium" needs an approval. | Have it approved, and write who did: move: { approvedBy: name@example.com }.',
    ]);
    expect(said({ ...tier("premium"), move: { approvedBy: "boss@example.com" } })).toEqual([]);
  });

  test("at a renewal needs the agreed day, a real one, and that it has come", () => {
    const subject =
      'TEN218 tier: The subscription "web" runs standard@1; the move to "starter" takes effect at a renewal of the contract only.';
    expect(said(tier("starter"))).toEqual([
      `${subject} | Agree on a renewal and write it down: move: { on: 2027-02-01 }; apply it from then on.`,
    ]);
    expect(said({ ...tier("starter"), move: { on: "2027-02-03" } })).toEqual([
      `${subject} | Agree on a renewal and write it down: move: { on: 2027-03-01 }; apply it from then on.`,
    ]);
    expect(said({ ...tier("starter"), move: { on: "2027-02-01" } })).toEqual([
      `${subject} The next one, as agreed, is 2027-02-01. | Apply it on that day.`,
    ]);
    expect(said({ ...tier("starter"), move: { on: "2027-02-01" } }, {}, "2027-02-01")).toEqual([]);
    expect(said({ ...tier("starter"), move: { on: "2027-02-01" } }, {}, "2027-02-20")).toEqual([]);
  });
});

describe("what holds data", () => {
  test("C3: is never replaced: the property that would cause it is named", () => {
    expect(said({ bundle: bundle("10.1.0.0/20", "assets") })).toEqual([
      'TEN218 spec: The network of "web" would be replaced (network.cidr: 10.0.0.0/20 → 10.1.0.0/20), and its data lost. | ' +
        "Keep 10.0.0.0/20; order a subscription of another name for another network, and move into it.",
    ]);
    const renamed = {
      ...wanted,
      name: "web",
      bundle: { ...(bundle("10.0.0.0/20") as object), buckets: [{ name: "assets", bucketName: "other" }] },
    };
    expect(said(renamed)).toEqual([
      'TEN218 spec: The bucket "assets" of "web" would be replaced (buckets.bucketName: msp--acme--web--assets → other), and its data lost. | ' +
        "Keep what its name is made of.",
    ]);
  });

  test("may be ordered and ended, but not while the tier changes", () => {
    const unprotected = { bundle: { ...(running.bundle as object), unprotected: ["buckets/assets"] } };
    expect(said({ bundle: bundle("10.0.0.0/20", "logs") }, unprotected)).toEqual([]);
    expect(said({ ...tier("standard"), bundle: bundle("10.0.0.0/20", "logs") }, tier("starter"))).toEqual([
      'TEN218 spec: The bucket "assets" of "web" would be removed (buckets: assets → none) while the tier changes from starter@1 to standard@1. | Do one, apply it, then do the other.',
      'TEN218 spec: The bucket "logs" of "web" would be added (buckets: none → logs) while the tier changes from starter@1 to standard@1. | Do one, apply it, then do the other.',
    ]);
  });

  test("is protected until what runs says that it is not", () => {
    const fix = "Order it again with unprotected: [buckets/assets] in the spec, apply that, and remove both after it.";
    const removed = `TEN218 spec: The bucket "assets" of "web" would be removed (buckets: assets → none). It holds data and is protected. | ${fix}`;
    expect(said({ bundle: bundle("10.0.0.0/20", "logs") })).toEqual([removed]);
    const tooLate = { ...(bundle("10.0.0.0/20") as object), unprotected: ["buckets/assets"] };
    expect(said({ bundle: tooLate })).toEqual([removed]);
    const other = { bundle: { ...(running.bundle as object), unprotected: ["buckets/logs"] } };
    expect(said({ bundle: bundle("10.0.0.0/20") }, other)).toEqual([removed]);
  });

  test("does not go with its subscription in silence", () => {
    const nothing = { today: "2027-01-15", contract: { start: "2026-12-01", billing: "monthly" }, subscriptions: [] };
    const end = (runs: RunningSubscription): string[] =>
      told(checkMoves({ ...nothing, place: place("end") } as MovePlan, { web: runs }, serviceKinds));
    expect(end(running)).toEqual([
      'TEN218 end: The bucket "assets" of "web", which is ordered no more, holds data and is protected. | ' +
        "Order it again with unprotected: [buckets/assets] in the spec, apply that, and remove both after it.",
    ]);
    expect(end({ ...running, bundle: bundle("10.0.0.0/20") })).toEqual([]);
    expect(end({ ...running, bundle: { ...(running.bundle as object), unprotected: ["buckets/assets"] } })).toEqual([]);
    const environments = { environments: [{ name: "prod", namespace: "acme--apps--prod" }] };
    expect(end({ ...running, service: "paas", bundle: environments })).toEqual([]);
  });

  test("stays where it is: another cell or service is another subscription", () => {
    expect(said({ cell: "other" })).toEqual([
      'TEN218 cell: The subscription "web" runs in the cell "main" and would be built anew in "other", without its data. | ' +
        "Set cell: main, or order it anew there under another name and move the data.",
    ]);
    expect(said({ service: "paas" })).toEqual([
      'TEN218 service: The subscription "web" runs iaas and would become paas. | ' +
        "Order the new service under a name of its own, and end the old one after it.",
    ]);
  });

  test("of a platform are its environments", () => {
    const environments = (...names: string[]): RunningSubscription["bundle"] => ({
      environments: names.map((name) => ({ name, namespace: `acme--apps--${name}` })),
    });
    const paas = { service: "paas", bundle: environments("prod", "staging") };
    expect(said({ ...paas, bundle: environments("prod") }, paas)).toEqual([]);
    expect(
      said({ ...paas, ...tier("standard"), bundle: environments("prod") }, { ...paas, ...tier("starter") }),
    ).toEqual([
      'TEN218 spec: The environment "staging" of "web" would be removed (environments: staging → none) while the tier changes from starter@1 to standard@1. | Do one, apply it, then do the other.',
    ]);
  });
});

describe("what runs", () => {
  test("is read from a stack's outputs", () => {
    expect(readRunning({ tenant: "acme", runs: { digest: "x", subscriptions: { web: running } } })).toEqual({
      web: running,
    });
  });

  test.each([[{}], [{ runs: {} }], [undefined], [{ runs: { subscriptions: { web: { tier: "standard" } } } }]])(
    "is nothing where %j says nothing of it",
    (outputs) => {
      expect(readRunning(outputs)).toEqual({});
    },
  );
});
