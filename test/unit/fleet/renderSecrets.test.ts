import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { renderProgram } from "../../../fleet/engine/renderProgram.ts";

class Thing extends pulumi.CustomResource {
  declare readonly password: pulumi.Output<string>;

  constructor(name: string, inputs: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, inputs, options);
  }
}

const render = (program: () => void): Promise<RenderedResource[]> =>
  renderProgram({
    stack: "acme",
    program: () => {
      program();
      return Promise.resolve({});
    },
    mocks: {
      call: () => ({}),
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...(inputs as object) } }),
    },
  });

const urn = (name: string): string => `urn:pulumi:acme::tenantry::test:index:Thing::${name}`;

test("a secret keeps its kind and its form and no value, also where another resource has it from the first", async () => {
  const [stack, first, second] = await render(() => {
    const { password } = new Thing("first", {
      password: pulumi.secret("hunter2"),
      plain: "seen",
      nested: {
        list: [1, pulumi.secret(12345), { on: pulumi.secret(true) }],
        whole: pulumi.secret({ user: "root", ports: [5432], inner: pulumi.secret("hunter2"), none: null }),
      },
    });
    new Thing("second", { copied: pulumi.interpolate`postgres://root:${password}@db` });
  });
  expect(stack?.type).toBe("pulumi:pulumi:Stack");
  expect(first).toMatchObject({
    inputs: {
      password: "[secret]",
      plain: "seen",
      nested: {
        list: [1, 0, { on: false }],
        whole: { user: "[secret]", ports: [0], inner: "[secret]", none: null },
      },
    },
    secrets: ["nested.list.1", "nested.list.2.on", "nested.whole", "password"],
  });
  expect(second).toMatchObject({ inputs: { copied: "[secret]" }, secrets: ["copied"] });
  expect(JSON.stringify([stack, first, second])).not.toMatch(/hunter2|12345|root|5432/);
});

test("what a resource depends on, is protected by and is made by is recorded", async () => {
  const [, third, first, second] = await render(() => {
    const one = new Thing("first", { password: "open" }, { protect: true });
    const two = new Thing("second", { many: [one.password, { same: one.password }], plain: 1 });
    new Thing("third", {}, { dependsOn: [two, one], parent: one });
  });
  const common = { type: "test:index:Thing", parent: "urn:pulumi:acme::tenantry::pulumi:pulumi:Stack::tenantry-acme" };
  expect([first, second, third]).toEqual([
    {
      ...common,
      name: "first",
      urn: urn("first"),
      madeUp: { id: "first-id" },
      inputs: { password: "open" },
      protect: true,
      dependencies: [],
      propertyDependencies: {},
    },
    {
      ...common,
      name: "second",
      urn: urn("second"),
      madeUp: { id: "second-id" },
      inputs: { many: ["open", { same: "open" }], plain: 1 },
      protect: false,
      dependencies: [urn("first")],
      propertyDependencies: { many: [urn("first")] },
    },
    {
      ...common,
      name: "third",
      madeUp: { id: "third-id" },
      urn: "urn:pulumi:acme::tenantry::test:index:Thing$test:index:Thing::third",
      parent: urn("first"),
      inputs: {},
      protect: true,
      dependencies: [urn("first"), urn("second")],
      propertyDependencies: {},
    },
  ]);
});

test("what is made up for a resource and was not given is recorded, and what was given is not", async () => {
  const [, first] = await render(() => {
    new Thing("first", { password: "first-id" });
  });
  expect(first?.madeUp).toBeUndefined();
});

test("the options of a resource are recorded, aliases as the URNs that they stand for", async () => {
  const [, child, plain, whole] = await render(() => {
    const plain = new Thing("plain", {});
    const options = {
      aliases: [{ name: "older", parent: pulumi.rootStackResource }, urn("given"), { type: "test:index:Other" }],
      ignoreChanges: ["password", "many[*].same"],
      replaceOnChanges: ["plain"],
      retainOnDelete: true,
      deletedWith: plain,
    };
    new Thing("whole", {}, { ...options, deleteBeforeReplace: false });
    new Thing(
      "child",
      {},
      { parent: plain, aliases: [{ parent: pulumi.rootStackResource }], deleteBeforeReplace: true },
    );
  });
  expect(plain?.options).toBeUndefined();
  expect(whole?.options).toEqual({
    aliases: [urn("older"), urn("given"), "urn:pulumi:acme::tenantry::test:index:Other::whole"],
    ignoreChanges: ["password", "many[*].same"],
    replaceOnChanges: ["plain"],
    deleteBeforeReplace: false,
    retainOnDelete: true,
    deletedWith: urn("plain"),
  });
  expect(child?.options).toEqual({ aliases: [urn("child")], deleteBeforeReplace: true });
});
