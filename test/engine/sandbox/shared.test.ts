/** Many engines use one provider process at once, and each of their providers reaches its own account. Nothing is mocked. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Provider } from "@pulumi/aws/provider.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";

import { SharedProviders } from "../../../sandbox/install.ts";
import { SandboxStack } from "../../helpers/sandboxStack.ts";

jest.setTimeout(600_000);

const stacks = ["one", "two"].map((name) => ({ name, stack: new SandboxStack() }));
const inventory = stacks[0]?.stack.inventoryFile ?? "";
const shared = new SharedProviders(inventory);

beforeAll(async () => {
  const environment = await shared.environment(["aws"]);
  for (const { stack } of stacks) stack.environment = environment;
});

afterAll(() => {
  shared.close();
  for (const { stack } of stacks) stack.remove();
});

/** Two accounts in one stack, in different regions, with a bucket each. */
function program(stack: string) {
  return () => {
    for (const [id, region] of [
      ["000000000001", "eu-central-1"],
      ["000000000002", "eu-west-1"],
    ] as const) {
      const provider = new Provider(id, { region, assumeRoles: [{ roleArn: `arn:aws:iam::${id}:role/tenantry` }] });
      new Bucket(id, { bucket: `${stack}-${id}` }, { provider });
    }
    return Promise.resolve({});
  };
}

describe("one provider process", () => {
  test("serves two engines at once, and two accounts of each", async () => {
    const ended = await Promise.all(stacks.map(({ name, stack }) => stack.up(program(name))));
    expect(ended.map(({ errors, changes }) => [errors, changes.create])).toEqual([
      [[], 5],
      [[], 5],
    ]);
    const buckets = stacks[0]?.stack.inventory((open) => open.list({ type: "aws:s3/bucket:Bucket" })) ?? [];
    expect(buckets.map(({ scope, id }) => [scope, id])).toEqual([
      ["000000000001/eu-central-1", "one-000000000001"],
      ["000000000001/eu-central-1", "two-000000000001"],
      ["000000000002/eu-west-1", "one-000000000002"],
      ["000000000002/eu-west-1", "two-000000000002"],
    ]);
  });

  test("is started again when it has ended", async () => {
    const before = await shared.environment(["aws"]);
    expect(await shared.environment(["aws"])).toEqual(before);
    shared.close();
    const after = await shared.environment(["aws"]);
    expect(after).not.toEqual(before);
    for (const { stack } of stacks) stack.environment = after;
    const gone = await Promise.all(stacks.map(({ stack }) => stack.destroy()));
    expect(gone.map(({ errors, changes }) => [errors, changes.delete])).toEqual([
      [[], 5],
      [[], 5],
    ]);
  });
});
