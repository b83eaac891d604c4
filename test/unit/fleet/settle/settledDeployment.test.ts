import { expect, test } from "@jest/globals";

import { knownState } from "../../../../fleet/settle/knownState.ts";
import { settledDeployment } from "../../../../fleet/settle/settledDeployment.ts";
import { settlementOf } from "../../../../fleet/settle/settlement.ts";
import { inState, mainProvider, plainPlaces, providerOf, urnOf, vpc } from "./helpers.ts";

const type = "aws:ec2/vpc:Vpc";
const inputs = { tags: { "tenantry:tenant": "acme", Name: "acme--web" } };
const begun = inState(type, "web", { inputs, parent: "urn:p", dependencies: ["urn:d"] });
const settle = (deployment: object) =>
  settledDeployment(deployment, settlementOf(knownState(deployment), [vpc()], [], plainPlaces));

test("what the engine began is as it was begun, with the id that the target has", () => {
  const deployment = {
    manifest: { version: "v3" },
    resources: [mainProvider],
    pending_operations: [{ type: "creating", resource: begun }],
  };
  expect(settle(deployment)).toEqual({
    manifest: { version: "v3" },
    resources: [mainProvider, { ...begun, id: "vpc-1", outputs: {}, custom: true, external: false, delete: false }],
    pending_operations: [],
  });
});

test("what was to take another's place does, and the other waits for being deleted", () => {
  const old = inState(type, "web", { id: "vpc-0", outputs: { id: "vpc-0" } });
  const user = inState("aws:ec2/subnet:Subnet", "a", { id: "subnet-1", outputs: { id: "subnet-1" } });
  const settled = settle({
    resources: [mainProvider, old, user],
    pending_operations: [{ type: "creating", resource: begun }],
  }) as { resources: { urn: string; id: string; delete?: boolean }[] };
  expect(settled.resources.map(({ urn, id, delete: goes = false }) => [urn, id, goes])).toEqual([
    [mainProvider.urn, "0f1e", false],
    [urnOf(type, "web"), "vpc-1", false],
    [urnOf("aws:ec2/subnet:Subnet", "a"), "subnet-1", false],
    [urnOf(type, "web"), "vpc-0", true],
  ]);
});

test("what the engine has forgotten comes with nothing to be compared with, below its component, by its cell's provider", () => {
  const rendered = {
    type,
    name: "web",
    urn: urnOf(type, "web"),
    parent: "urn:component",
    inputs,
    protect: true,
    provider: mainProvider.urn,
  };
  const adopt = [{ urn: rendered.urn, type, id: "vpc-1", begun: undefined, rendered }];
  expect(settledDeployment({ resources: [mainProvider] }, { adopt })).toEqual({
    resources: [
      mainProvider,
      {
        custom: true,
        urn: rendered.urn,
        type,
        id: "vpc-1",
        inputs: {},
        outputs: {},
        parent: "urn:component",
        provider: providerOf("main"),
        protect: true,
      },
    ],
    pending_operations: [],
  });
  expect(() => settledDeployment({ resources: [] }, { adopt })).toThrow(/The state has no provider for/);
});
