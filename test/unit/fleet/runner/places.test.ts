import { expect, test } from "@jest/globals";

import { placesOf } from "../../../../fleet/runner/places.ts";
import type { StackSubject } from "../../../../fleet/stackSubject.ts";

const limits = { perCell: 2, perAccount: 3 };
const north = { id: "north", target: "aws", accountId: "111122223333" };
const south = { id: "south", target: "aws", accountId: "111122223333" };
const shared = { id: "shared", target: "kubernetes", clusterUid: "6f" };

const tenant = (...cells: readonly object[]): StackSubject =>
  ({
    kind: "tenant",
    resolved: { id: "acme", subscriptions: cells.map((cell) => ({ cell })) },
  }) as unknown as StackSubject;

test("a tenant counts once in each cell of its subscriptions, in its account and in its cluster", () => {
  expect(placesOf(tenant(north, shared, south, shared), limits)).toEqual([
    { name: "cell north", atMost: 2 },
    { name: "cell shared", atMost: 2 },
    { name: "cell south", atMost: 2 },
    { name: "account 111122223333", atMost: 3 },
    { name: "cluster 6f", atMost: 3 },
  ]);
});

test("a cell's own stack counts there, and a tenant without subscriptions nowhere", () => {
  expect(placesOf({ kind: "cell", cell: shared } as unknown as StackSubject, limits)).toEqual([
    { name: "cell shared", atMost: 2 },
    { name: "cluster 6f", atMost: 3 },
  ]);
  expect(placesOf(tenant(), limits)).toEqual([]);
});
