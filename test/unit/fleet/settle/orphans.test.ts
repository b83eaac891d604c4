import { expect, test } from "@jest/globals";

import { knownState } from "../../../../fleet/settle/knownState.ts";
import { orphansOf } from "../../../../fleet/settle/orphans.ts";
import { inState, plainPlaces, providerOf, sandboxPlaces, urnOf, vpc } from "./helpers.ts";

const type = "aws:ec2/vpc:Vpc";

test("an orphan is what the state does not know, by cell, type and id, or by ARN", () => {
  const database = "arn:aws:rds:eu-central-1:111122223333:db:acme";
  const state = knownState({
    resources: [
      inState(type, "web", { id: "vpc-1", outputs: { id: "vpc-1" } }),
      // The provider's id of a database is another than its name (AWS provider, upgrade guide of version 5).
      inState("aws:rds/instance:Instance", "main", { id: "db-ABC", outputs: { arn: database } }),
      inState("kubernetes:core/v1:ServiceAccountPatch", "default", {
        id: "ns/default",
        provider: providerOf("cluster", "kubernetes"),
        outputs: { id: "ns/default" },
      }),
    ],
  });
  const holdings = [
    vpc({ id: "vpc-2" }),
    vpc({ id: "vpc-1", cell: "other" }),
    vpc(),
    vpc({ type: "aws:rds/instance:Instance", id: "acme", arn: database }),
    vpc({ type: "kubernetes:core/v1:ServiceAccount", id: "ns/default", cell: "cluster" }),
  ];
  expect(orphansOf(holdings, state, plainPlaces).map(({ cell, id, underWay }) => [cell, id, underWay])).toEqual([
    ["main", "vpc-2", false],
    ["other", "vpc-1", false],
  ]);
});

test("what was being made is told as such: by its URN where that is known, else by its type", () => {
  const state = knownState({ pending_operations: [{ type: "creating", resource: inState(type, "web") }] });
  const [web, other] = [vpc({ urn: urnOf(type, "web") }), vpc({ id: "vpc-2", urn: urnOf(type, "other") })];
  expect(orphansOf([web, other], state, sandboxPlaces).map(({ underWay }) => underWay)).toEqual([true, false]);
  expect(orphansOf([vpc()], state, plainPlaces)).toMatchObject([{ underWay: true }]);
});
