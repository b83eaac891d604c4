import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { destroyMark } from "../../../../fleet/engine/destroyMark.ts";
import { stateOf } from "../../../../fleet/engine/stackStates.ts";
import type { Holding } from "../../../../fleet/settle/holding.ts";
import { knownState } from "../../../../fleet/settle/knownState.ts";
import { isSettled, settlementOf } from "../../../../fleet/settle/settlement.ts";
import { inState, plainPlaces, providerOf, sandboxPlaces, urnOf, vpc } from "./helpers.ts";

const type = "aws:ec2/vpc:Vpc";
const urn = urnOf(type, "web");
const inputs = { tags: { "tenantry:tenant": "acme", Name: "acme--web" } };
const creating = (more: object = {}) => ({ type: "creating", resource: inState(type, "web", { inputs, ...more }) });
const rendered: RenderedResource = {
  type,
  name: "web",
  urn,
  inputs,
  provider: providerOf("main").replace(/::[^:]+$/, ""),
};
const nothing = { adopt: [], clear: [], read: [], findings: [] };

describe("a create that was under way", () => {
  const state = knownState({ pending_operations: [creating()] });

  test("is adopted when the target has the object", () => {
    const settlement = settlementOf(state, [vpc()], [], plainPlaces);
    expect(settlement).toMatchObject({ adopt: [{ urn, type, id: "vpc-1" }], clear: [], findings: [] });
    expect(settlement.adopt[0]?.begun?.inputs).toEqual(inputs);
  });

  test("is cleared when it has not", () => {
    expect(settlementOf(state, [], [], plainPlaces)).toEqual({ ...nothing, clear: [urn] });
    const stranger = vpc({ tags: { ...vpc().tags, Name: "acme--other" } });
    expect(settlementOf(state, [stranger], [], plainPlaces)).toEqual({ ...nothing, clear: [urn] });
  });

  test("is the object of its region, whatever else of its tags has changed since", () => {
    const [key, region] = ["aws:kms/key:Key", "eu-west-1"];
    const tags = { "tenantry:tenant": "acme", "tenantry:subscription": "web" };
    const holdings = ["eu-central-1", region].map((place) =>
      vpc({
        type: key,
        id: `of-${place}`,
        tags: { ...tags, "tenantry:tier": "standard@1" },
        arn: `arn:aws:kms:${place}:111122223333:key/of-${place}`,
      }),
    );
    const resources = [inState(key, "own", { inputs: { tags } }), inState(key, "copy", { inputs: { tags, region } })];
    const begun = knownState({ pending_operations: resources.map((resource) => ({ type: "creating", resource })) });
    const { adopt, findings } = settlementOf(begun, holdings, [], plainPlaces);
    expect([adopt.map(({ id }) => id), findings]).toEqual([["of-eu-central-1", "of-eu-west-1"], []]);
  });

  test("is a finding that names the objects when it has several", () => {
    const { findings, ...rest } = settlementOf(state, [vpc(), vpc({ id: "vpc-2" })], [], plainPlaces);
    expect(rest).toEqual({ adopt: [], clear: [], read: [] });
    expect(findings).toEqual([
      "aws:ec2/vpc:Vpc web: nobody knows which of these objects the state should have: vpc-1 in main, vpc-2 in main. " +
        "Nothing was touched. Remove from the target those that are not wanted, all but one, and run it again.",
    ]);
  });

  test("is not taken for an object that the state has already", () => {
    const replaced = knownState({
      resources: [inState(type, "web", { id: "vpc-1", outputs: { id: "vpc-1" } })],
      pending_operations: [creating()],
    });
    expect(settlementOf(replaced, [vpc(), vpc({ id: "vpc-2" })], [], plainPlaces).adopt).toMatchObject([
      { urn, id: "vpc-2" },
    ]);
  });

  test("goes by the URN alone where the target keeps it", () => {
    const holdings = [vpc({ id: "vpc-1", urn: urnOf(type, "other") }), vpc({ id: "vpc-2", urn })];
    expect(settlementOf(state, holdings, [], sandboxPlaces).adopt).toMatchObject([{ urn, id: "vpc-2" }]);
  });

  test("is read by its name where no list has its type", () => {
    const role = inState("aws:iam/role:Role", "access", { inputs: { name: "acme--web--access" } });
    const begun = knownState({ pending_operations: [{ type: "creating", resource: role }] });
    expect(settlementOf(begun, [], [], plainPlaces).adopt).toMatchObject([{ id: "acme--web--access" }]);
  });

  test("is a finding where nothing but a person can tell", () => {
    const resource = inState("aws:backup/selection:Selection", "web", { inputs: { name: "acme--web" } });
    const { findings } = settlementOf(
      knownState({ pending_operations: [{ type: "creating", resource }] }),
      [],
      [],
      plainPlaces,
    );
    expect(findings).toEqual([expect.stringContaining("list-backup-selections")]);
  });
});

describe("a create whose answer was lost", () => {
  test("is adopted by what the program registers", () => {
    const state = knownState({ resources: [] });
    expect(settlementOf(state, [vpc()], [rendered], plainPlaces)).toMatchObject({
      adopt: [{ urn, id: "vpc-1", begun: undefined, rendered }],
      clear: [],
    });
  });

  test("is nothing where the target has nothing", () => {
    expect(settlementOf(knownState({}), [], [rendered], plainPlaces)).toEqual(nothing);
  });

  test("leaves alone what the program registers no more", () => {
    expect(settlementOf(knownState({}), [vpc()], [], plainPlaces)).toEqual(nothing);
  });
});

test("what was being changed or deleted is read, and so is what was adopted and not read", () => {
  const bucket = inState("aws:s3/bucket:Bucket", "data", { id: "data", outputs: { id: "data" } });
  const unread = inState(type, "web", { id: "vpc-1" });
  const state = knownState({
    resources: [bucket, unread],
    pending_operations: [{ type: "deleting", resource: bucket }],
  });
  const held = vpc({ type: "aws:s3/bucket:Bucket", id: "data", arn: "arn:aws:s3:::data" });
  expect(settlementOf(state, [vpc(), held], [rendered], plainPlaces)).toEqual({
    ...nothing,
    read: [urnOf("aws:s3/bucket:Bucket", "data"), urn],
  });
});

describe("a delete whose answer was lost", () => {
  const known = (more: object = {}) => inState(type, "web", { id: "vpc-1", outputs: { id: "vpc-1" }, ...more });
  const readOf = (resource: object, holdings: readonly Holding[], places = plainPlaces) =>
    settlementOf(knownState({ resources: [resource] }), holdings, [rendered], places).read;

  test("is found by the target's not telling of the object, which is read", () => {
    expect(readOf(known(), [])).toEqual([urn]);
    expect(readOf(known(), [vpc({ id: "vpc-2" })])).toEqual([urn]);
    expect(readOf(known(), [vpc()])).toEqual([]);
  });

  test("is not suspected of what is known by its ARN", () => {
    const arn = vpc().arn ?? "";
    expect(readOf(known({ id: "other", outputs: { arn } }), [vpc()])).toEqual([]);
  });

  test("is suspected of what targets do not list: that is read, too", () => {
    const [role, name] = ["aws:iam/role:Role", "access"];
    expect(readOf(inState(role, name, { id: "r", outputs: { id: "r" } }), [vpc()])).toEqual([urnOf(role, name)]);
  });

  test("is nothing where what was deleted waits for that anyway, is only read, or is where nobody was asked", () => {
    expect(readOf(known({ delete: true }), [])).toEqual([]);
    expect(readOf(known({ external: true }), [])).toEqual([]);
    expect(readOf(known(), [], { ...plainPlaces, has: (cell) => cell !== "main" })).toEqual([]);
  });
});

test.each([[true], [false]])("a stack is known to be under destruction by the mark of a component: %s", (marked) => {
  const component = { urn: urnOf("tenantry:iaas:IaasBundle", "web"), type: "tenantry:iaas:IaasBundle" };
  const inputs = marked ? { [destroyMark]: true } : {};
  const resources = [{ ...component, inputs }, inState(type, "web")];
  expect(knownState({ resources }).destroying).toBe(marked);
  expect(stateOf({ resources })?.pending).toBe(marked);
});

test("an object of the same account is known whichever of its cells it was told by", () => {
  const state = knownState({ resources: [inState(type, "web", { id: "vpc-1", outputs: { id: "vpc-1" } })] });
  const places = { ...plainPlaces, placeOf: () => "000000000000" };
  expect(isSettled(settlementOf(state, [vpc({ cell: "second" })], [], places))).toBe(true);
});

test("whatever targets hold: a create is adopted once, cleared or a finding, and no object is adopted twice", () => {
  const objects = fc.uniqueArray(
    fc.record({ id: fc.constantFrom("vpc-1", "vpc-2", "vpc-3"), name: fc.constantFrom("a", "b", "c") }),
    { selector: ({ id }) => id },
  );
  const wanted = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
  fc.assert(
    fc.property(objects, wanted, fc.array(fc.constantFrom("vpc-1", "vpc-2")), (found, names, ids) => {
      const state = knownState({
        resources: [...new Set(ids)].map((id) => inState(type, `old-${id}`, { id, outputs: { id } })),
        pending_operations: names.map((name) => ({
          type: "creating",
          resource: inState(type, name, { inputs: { tags: { Name: name } } }),
        })),
      });
      const holdings = found.map(({ id, name }) => vpc({ id, tags: { Name: name } }));
      const { adopt, clear, findings } = settlementOf(state, holdings, [], plainPlaces);
      const adopted = adopt.map(({ id }) => id);
      expect(new Set(adopted).size).toBe(adopted.length);
      expect(adopted.filter((id) => ids.includes(id as "vpc-1"))).toEqual([]);
      expect(adopt.length + clear.length + findings.length).toBe(names.length);
    }),
  );
});
