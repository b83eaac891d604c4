/**
 * What is rendered in process is what the program registers with the real engine: for every tenant of the example estate, for the cell
 * that they share, and for a program with secrets, of which they have none.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../../../core/estate/estate.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import type { Cell, KubernetesCell } from "../../../core/schema/cell.ts";
import { mockTarget } from "../../../fleet/engine/mockTarget.ts";
import { renderCell, renderTenant } from "../../../fleet/engine/render.ts";
import { renderProgram } from "../../../fleet/engine/renderProgram.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { byHand } from "../../helpers/byHand.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { compareWithEngine, readState, secretsIn, type StateResource } from "../../helpers/engineState.ts";
import { SandboxStack } from "../../helpers/sandboxStack.ts";

jest.setTimeout(600_000);

let directory: TestEstate;
let estate: Estate;
let env: Record<string, string>;

beforeAll(async () => {
  directory = copyEstate("example", withoutCheckpoints);
  const opened = openEstate("estate", directory.directory).estate;
  if (opened === undefined) throw new Error("the example estate is invalid");
  estate = opened;
  for (const args of [
    ["cell", "up", "--all"],
    ["up", "--all"],
  ]) {
    const { code, stderr } = await directory.tenantry(args);
    if (code !== 0) throw new Error(stderr);
  }
  env = await byHand(directory);
});

afterAll(() => {
  directory.remove();
});

/** The resources of a stack as its state has them. */
async function stateOf(stack: string): Promise<StateResource[]> {
  const { stdout } = await directory.run("pulumi", ["stack", "export", "-s", stack], { env });
  return readState(stdout);
}

/** The engine notes these of every provider: which of its releases was asked for, and how it was found. */
const ofProviders = ["__internal", "version"];

/** What else is in the inputs of a state: the provider, when it checks them, fills in these defaults. Paths by type. */
const added: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["revokeRulesOnDelete"],
  "aws:ec2/subnet:Subnet": [
    "assignIpv6AddressOnCreation",
    "enableDns64",
    "enableResourceNameDnsARecordOnLaunch",
    "enableResourceNameDnsAaaaRecordOnLaunch",
  ],
  "aws:ec2/vpc:Vpc": ["instanceTenancy"],
  "aws:iam/policy:Policy": ["path"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["transitionDefaultMinimumObjectSize"],
  "pulumi:providers:aws": ofProviders,
  "pulumi:providers:kubernetes": ofProviders,
};

describe("what is rendered is what the engine is told", () => {
  test.each(["acme", "globex", "hooli", "initech"])("%s renders what its stack has", async (id) => {
    const resolved = estate.tenants.find((tenant) => tenant.resolved.id === id)?.resolved;
    if (resolved === undefined) throw new Error(`no tenant ${id}`);
    const cells = resolved.subscriptions.map(({ cell }) => cell);
    expectEqual(await renderTenant(resolved), await stateOf(id), id, cells);
  });

  test("the cell renders what its stack has", async () => {
    const cell = estate.manifest.spec.cells.find((each): each is KubernetesCell => each.target === "kubernetes");
    if (cell === undefined) throw new Error("the example estate has no cluster");
    expectEqual(
      await renderCell(cell, estate.shared.get(cell.id)),
      await stateOf(`cell-${cell.id}`),
      `cell-${cell.id}`,
      [cell],
    );
  });

  test("of a program with secrets: they are marked at the same places, and in clear in neither", async () => {
    const program = (): Promise<object> => {
      const password = pulumi.secret("hunter2");
      const aws = new AwsProvider("aws", { region: "eu-central-1" });
      const bucket = new Bucket("files", { bucket: "files", tags: { owner: password } }, { provider: aws });
      new BucketVersioning(
        "versions",
        { bucket: pulumi.secret(bucket.bucket), versioningConfiguration: { status: "Enabled" } },
        { provider: aws },
      );
      const kubernetes = new KubernetesProvider("kubernetes", {});
      const metadata = { name: "login", namespace: "default" };
      new Secret("login", { metadata, stringData: { user: "root", password } }, { provider: kubernetes });
      return Promise.resolve({});
    };
    const rendered = await renderProgram({ stack: "test", program, mocks: mockTarget("test", []) });
    const stack = new SandboxStack();
    try {
      const { errors } = await stack.up(async () => ({ ...(await program()) }));
      expect(errors).toEqual([]);
      expect(stack.state() + JSON.stringify(rendered)).not.toContain("hunter2");
      // The name of the stack itself has that of the test's project in it.
      const ofState = readState(stack.state()).filter(({ type }) => type !== "pulumi:pulumi:Stack");
      const marked = ofState.map(({ urn, inputs }) => [urn.split("::").at(-1), secretsIn(inputs)]);
      expect(Object.fromEntries(marked)).toEqual({
        aws: [],
        files: ["tags.owner"],
        versions: ["bucket"],
        kubernetes: [],
        // The provider's SDK makes all of it secret.
        login: ["stringData"],
      });
      const { "tenantry-test": ofStack, ...shown } = Object.fromEntries(
        rendered.map(({ name, secrets = [] }) => [name, secrets]),
      );
      expect([ofStack, shown]).toEqual([[], Object.fromEntries(marked)]);
    } finally {
      stack.remove();
    }
  });
});

function expectEqual(
  rendered: readonly RenderedResource[],
  state: readonly StateResource[],
  stack: string,
  cells: readonly Cell[],
): void {
  const compared = compareWithEngine(rendered, state, mockTarget(stack, cells));
  expect(compared.rendered).toEqual(compared.engine);
  const types = new Set(rendered.map(({ type }) => type));
  expect(compared.added).toEqual(Object.fromEntries(Object.entries(added).filter(([type]) => types.has(type))));
}
