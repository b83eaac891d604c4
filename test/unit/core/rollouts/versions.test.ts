import { expect, test } from "@jest/globals";

import { digestOf } from "../../../../core/resolve/resolvedTenant.ts";
import { describeRollout } from "../../../../core/rollouts/describe.ts";
import { participantsOf, pinnedOf } from "../../../../core/rollouts/participants.ts";
import { versionsOf, type RunningStack } from "../../../../core/rollouts/versions.ts";
import { loadTexts, rolloutText, rolloutTexts } from "../../../helpers/rolloutEstate.ts";
import { rolloutOf } from "../../../helpers/rolloutOf.ts";

const tenants = [
  { id: "anna" },
  { id: "bert", tier: "standard@1" },
  { id: "carl", ring: "early" },
  { id: "dora", state: "suspended" },
  { id: "emil", state: "offboarded" },
  { id: "fred", tier: "starter" },
];

function estateOf(rollout: string) {
  const { estate } = loadTexts(rolloutTexts(tenants, { "rollouts/apps-2.yaml": rollout }));
  if (estate === undefined) throw new Error("the estate is not right");
  return estate;
}

const estate = estateOf(rolloutText({}, { reached: ["carl"], wave: 1 }));

test("a rollout is of those who follow its tier and have not left; one of code is of the pinned too", () => {
  const ids = (spec: object) => participantsOf(estate.tenants, rolloutOf(spec)).map(({ id }) => id);
  expect(ids({})).toEqual(["anna", "carl", "dora"]);
  expect(ids({ rings: ["early"] })).toEqual(["carl"]);
  const code = { from: undefined, to: undefined, code: true };
  expect(ids(code)).toEqual(["anna", "bert", "carl", "dora"]);
  expect(ids({ ...code, service: undefined, tier: undefined })).toEqual(["anna", "bert", "carl", "dora", "fred"]);
  expect(pinnedOf(estate.tenants, rolloutOf())).toEqual([{ tenant: "bert", subscription: "apps", version: 1 }]);
  expect(pinnedOf(estate.tenants, rolloutOf(code))).toEqual([]);
});

test("nobody who runs another version than the one that is asked for is shown as in sync", () => {
  const digests = new Map(estate.tenants.map(({ resolved }) => [resolved.id, digestOf(resolved)]));
  const stack = (tier: string, given: Partial<RunningStack> = {}): RunningStack => {
    return { isIncomplete: false, digest: "other", tiers: { apps: tier }, ...given };
  };
  const stacks = new Map<string, RunningStack>([
    ["anna", stack("standard@1", { digest: digests.get("anna") })],
    ["bert", stack("standard@2", { digest: digests.get("bert") })],
    ["carl", stack("standard@2", { isIncomplete: true })],
    ["dora", stack("standard@1")],
    ["fred", { isIncomplete: false, digest: undefined, tiers: {} }],
  ]);
  const rows = versionsOf(estate, stacks).map((row) => [
    row.tenant,
    row.asked,
    row.pinned,
    row.wanted,
    row.running,
    row.state,
    row.rollout,
  ]);
  expect(rows).toEqual([
    ["anna", "standard", false, "standard@1", "standard@1", "in-sync", "apps-2"],
    ["bert", "standard@1", true, "standard@1", "standard@2", "other-version", null],
    ["carl", "standard", false, "standard@2", "standard@2", "incomplete", "apps-2"],
    ["dora", "standard", false, "standard@1", "standard@1", "differs", "apps-2"],
    ["emil", "standard", false, "standard@1", null, "not-provisioned", "apps-2"],
    ["fred", "starter", false, "starter@1", null, "incomplete", null],
  ]);
});

test("a rollout is described with its tenants, who is pinned until when, and the waves to come", () => {
  const [rollout] = estate.rollouts;
  if (rollout === undefined) throw new Error("there is no rollout");
  const running = new Map([["carl", { apps: "standard@2" }]]);
  const told = describeRollout(estate, rollout.manifest, running, "2026-12-07T12:00:00Z");
  expect(told.rollout).toMatchObject({ name: "apps-2", state: "running", tenants: 3, reached: 1, failed: 0 });
  expect(told.tenants.map(({ tenant, state, wanted, running: runs }) => [tenant, state, wanted, runs])).toEqual([
    ["carl", "reached", ["apps: standard@2"], ["apps: standard@2"]],
    ...(["anna", "dora"] as const)
      .map((id) => [id, id === "anna" ? "waiting" : "suspended", ["apps: standard@1"], []])
      .toSorted((a, b) =>
        told.tenants.findIndex(({ tenant }) => tenant === a[0]) <
        told.tenants.findIndex(({ tenant }) => tenant === b[0])
          ? -1
          : 1,
      ),
  ]);
  expect(told.pinned).toEqual([{ tenant: "bert", subscription: "apps", version: 1, endOfSupport: null }]);
  expect(told.expected).toEqual([{ wave: 2, tenants: ["anna"], from: "2026-12-13T01:00:00Z" }]);
  expect(
    describeRollout(
      estateOf(rolloutText({}, { state: "done" })),
      rolloutOf({}, { state: "done" }),
      new Map(),
      "2026-12-07T12:00:00Z",
    ).expected,
  ).toEqual([]);
});
