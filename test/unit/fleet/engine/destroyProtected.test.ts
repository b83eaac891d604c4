import { expect, test } from "@jest/globals";

import { destroyProtected } from "../../../../fleet/engine/destroyProtected.ts";
import type { StackEngine } from "../../../../fleet/engine/stackEngine.ts";

const resource = (type: string, inputs: object, more: object = {}) => ({ urn: `urn:${type}`, type, inputs, ...more });
const deployment = {
  resources: [
    resource("aws:rds/instance:Instance", { deletionProtection: true, skipFinalSnapshot: false }, { protect: true }),
    resource("aws:lb/loadBalancer:LoadBalancer", { enableDeletionProtection: true }),
    resource("aws:s3/bucket:Bucket", { forceDestroy: false }, { protect: true }),
    resource("aws:backup/vault:Vault", {}),
    resource("aws:ebs/volume:Volume", { finalSnapshot: true }),
    resource("aws:ec2/vpc:Vpc", {}),
  ],
};

async function callsOf(...args: [unknown, { snapshots: boolean }?]): Promise<string[]> {
  const calls: string[] = [];
  const engine: StackEngine = {
    operate: (words) => Promise.resolve(void calls.push(words.join(" "))),
    command: (words) => Promise.resolve(String(calls.push(words.join(" ")))),
  };
  await destroyProtected(engine, ...args);
  return calls;
}

const updateOf = (...types: string[]): string =>
  `up --yes --skip-preview ${types.map((type) => `--target urn:${type}`).join(" ")}`;
const [unprotect, destroy] = ["state unprotect --all --yes", "destroy --yes --skip-preview --run-program=true"];

test("lifts what the target obeys, then the engine's marks, then deletes", async () => {
  const held = updateOf("aws:rds/instance:Instance", "aws:lb/loadBalancer:LoadBalancer");
  expect(await callsOf(deployment)).toEqual([held, unprotect, destroy]);
  expect(await callsOf({ resources: [resource("aws:ec2/vpc:Vpc", {})] })).toEqual([destroy]);
});

test.each([
  [true, []],
  [false, ["aws:ebs/volume:Volume"]],
])("lets buckets and vaults go with what is in them where that is to go; snapshots: %s", async (snapshots, more) => {
  const held = [
    "aws:rds/instance:Instance",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:s3/bucket:Bucket",
    "aws:backup/vault:Vault",
    ...more,
  ];
  expect(await callsOf(deployment, { snapshots })).toEqual([updateOf(...held), unprotect, destroy]);
});

test("updates nothing that was let go already, as by a deletion that was cut off", async () => {
  const done = { resources: [resource("aws:s3/bucket:Bucket", { forceDestroy: true })] };
  expect(await callsOf(done, { snapshots: true })).toEqual([destroy]);
});
