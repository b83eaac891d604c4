import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { codeVersion } from "../../../../core/codeVersion.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { fleetSettings } from "../../../../core/schema/fleet.ts";
import type { StackState } from "../../../../fleet/engine/stackStates.ts";
import { massChange } from "../../../../fleet/guard/massChange.ts";
import { stackNameOf, subjectDigest, type StackSubject } from "../../../../fleet/stackSubject.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

const { estate } = loadEstate(estateFiles(baseTexts()), "estate", serviceKinds);
const subjects = (estate?.tenants ?? []).map(({ resolved }): StackSubject => ({ kind: "tenant", resolved }));
const [cell] = (estate?.manifest.spec.cells ?? []).filter((each) => each.target === "kubernetes");
const { guard } = fleetSettings.parse({});
/** One tenant, or a third of all, may change. */
const strict = { ...guard, run: { ...guard.run, tenants: 1, share: 1 / 3 } };

const ofStack = (resources: number): StackState => ({
  resources,
  pending: false,
  outputs: undefined,
  cells: new Set(),
});
/** What a stack's state says that runs. */
const running = (digest: string, version = codeVersion) => ({
  ...ofStack(1),
  outputs: { runs: { digest, codeVersion: version } },
});
const states = (known: Readonly<Record<string, StackState>>) => ({
  read: (name: string) => Promise.resolve(known[name]),
});
const all = (of: (subject: StackSubject) => StackState) =>
  states(Object.fromEntries(subjects.map((subject) => [stackNameOf(subject), of(subject)])));

test("tenants that are what they should be, have no stack or an empty one are not changed", async () => {
  expect(subjects).toHaveLength(3);
  expect(
    await massChange(
      subjects,
      3,
      strict,
      all((subject) => running(subjectDigest(subject))),
    ),
  ).toBeUndefined();
  expect(await massChange(subjects, 3, strict, states({}))).toBeUndefined();
  expect(
    await massChange(
      subjects,
      3,
      strict,
      all(() => ofStack(0)),
    ),
  ).toBeUndefined();
});

test.each([
  ["another tier", () => running("other"), 3],
  ["another version of the code", (subject: StackSubject) => running(subjectDigest(subject), "0.0.1"), 3],
  ["a run that has not ended well", () => ofStack(1), 3],
  [
    "one of them alone",
    (subject: StackSubject) => running(stackNameOf(subject) === "acme" ? "other" : subjectDigest(subject)),
    undefined,
  ],
])("too many are told by their number: %s", async (_what, of, expected) => {
  expect(await massChange(subjects, 3, strict, all(of))).toBe(expected);
});

test("as many as may always change, or so large a part of the estate, need no state to be read", async () => {
  const unread = { read: () => Promise.reject(new Error("was read")) };
  expect(await massChange(subjects.slice(0, 1), 3, strict, unread)).toBeUndefined();
  expect(await massChange(subjects, 9, strict, unread)).toBeUndefined();
  expect(await massChange(subjects, 3, guard, unread)).toBeUndefined();
});

test("cells do not count", async () => {
  if (cell === undefined) throw new Error("the tests' estate has a cluster");
  const others = [1, 2, 3].map((): StackSubject => ({ kind: "cell", cell }));
  expect(await massChange(others, 3, strict, { read: () => Promise.resolve(running("other")) })).toBeUndefined();
});
