import { describe, expect, test } from "@jest/globals";

import { statefulChanges } from "../../../../components/saas/stateful.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";
import { hostingCell, planned } from "./orders.ts";

const cell = kubernetesCell({ ...hostingCell, ownNodes: [{ tenant: "acme", vcpu: 8, memoryGiB: 32, pods: 50 }] });

function bundleOf(spec: Parameters<typeof planned>[0], order: Parameters<typeof planned>[1] = {}): Json {
  const { bundle, problems } = planned(spec, { cell, ...order });
  if (bundle === undefined) throw new Error(JSON.stringify(problems));
  return bundle;
}

const pool = bundleOf({});
const bridge = bundleOf({ storageGiB: 2 }, { isolation: "bridge" });
const silo = bundleOf({ storageGiB: 2 }, { isolation: "silo" });

describe("moving", () => {
  test.each([
    ["a pool", "an application of one's own", pool, bridge, "rows in tenantry--saas--shared → a database of its own"],
    ["a pool", "a silo", pool, silo, "rows in tenantry--saas--shared → a database of its own"],
    ["an application of one's own", "a pool", bridge, pool, "a database of its own → rows in tenantry--saas--shared"],
  ])("from %s to %s would lose the data, and says what to do instead", (_from, _to, running, wanted, change) => {
    expect(statefulChanges(running, wanted)).toEqual([
      {
        effect: "replaced",
        part: "data of the application",
        property: `place: ${change}`,
        fix: expect.stringMatching(/^Order the other tier beside it .* export the data here and import it there/),
      },
    ]);
  });

  test("between a bridge and a silo keeps all data where it is", () => {
    expect(statefulChanges(bridge, silo)).toEqual([]);
    expect(statefulChanges(silo, bridge)).toEqual([]);
  });

  test("between channels of a pool, and to fewer users, keeps all rows", () => {
    expect(statefulChanges(pool, bundleOf({ channel: "preview", users: 5 }))).toEqual([]);
    expect(statefulChanges(bundleOf({ storageGiB: 4 }), pool)).toEqual([]);
  });

  test("to another name leaves the rows behind", () => {
    const renamed = bundleOf({}, { subscriptionName: "other" });
    expect(statefulChanges(pool, renamed)).toMatchObject([
      {
        effect: "replaced",
        property: "record: tenantry--saas--shared/acme--notes → tenantry--saas--shared/acme--other",
      },
    ]);
  });
});

test("ending a tenant of a pool is refused until its data is unprotected", () => {
  const [change, ...others] = statefulChanges(pool, undefined);
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    effect: "removed",
    id: "data",
    protected: true,
    property: "record: acme--notes → none",
  });
  const [lifted] = statefulChanges(bundleOf({ unprotected: ["data"] }), undefined);
  expect(lifted).toMatchObject({ effect: "removed", id: "data" });
  expect(lifted).not.toHaveProperty("protected");
});

test("a database of one's own grows and does not shrink, and ends as the platform's do", () => {
  const larger = bundleOf({ storageGiB: 5 }, { isolation: "bridge" });
  expect(statefulChanges(bridge, larger).map(({ effect }) => effect)).toEqual(["grown"]);
  expect(statefulChanges(larger, bridge).map(({ effect }) => effect)).toEqual(["shrunk"]);
  expect(statefulChanges(bridge, undefined).map(({ effect, id }) => [effect, id])).toEqual([
    ["removed", "environments/prod"],
    ["removed", "databases/prod"],
  ]);
});

test("what no application is, is no bundle of this kind", () => {
  expect(() => statefulChanges({ place: "elsewhere" }, pool)).toThrow();
});
