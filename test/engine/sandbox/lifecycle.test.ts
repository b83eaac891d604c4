/** Everything a tenant has in AWS, through its life under the real engine. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { SandboxStack } from "../../helpers/sandboxStack.ts";
import { compute } from "./programs/compute.ts";
import { database } from "./programs/database.ts";
import { foundation } from "./programs/foundation.ts";
import { network } from "./programs/network.ts";
import { storage } from "./programs/storage.ts";

let stack: SandboxStack;
beforeEach(() => {
  stack = new SandboxStack();
});
afterEach(() => {
  stack.remove();
});

/** One stack for all groups of types, because starting the engine takes longer than what it does here. */
function tenant(isChanged: boolean) {
  return () => {
    const place = network({ interval: isChanged ? 60 : 600, port: isChanged ? 444 : 443 });
    const base = foundation({ budget: isChanged ? "200" : "100", logGroup: isChanged ? "/acme/2" : "/acme/1" });
    storage(place, base, { days: isChanged ? 90 : 60, token: isChanged ? "acme-2" : "acme-1" });
    compute(place, base, { most: isChanged ? 4 : 3, port: isChanged ? 8080 : 80 });
    const secret = database(place, base, {
      storage: isChanged ? 40 : 20,
      resources: isChanged ? "arn:aws:rds:*" : "*",
    });
    return Promise.resolve({ publicIp: place.publicIp, role: base.role.arn, secret });
  };
}

test("create, nothing to find or do, update and replace, destroy", async () => {
  const created = await stack.up(tenant(false));
  expect(created.errors).toEqual([]);
  const { create = 0 } = created.changes;
  expect(created.outputs).toEqual({
    publicIp: expect.stringMatching(/^198\.1[89]\./) as unknown,
    role: expect.stringMatching(/^arn:aws:iam::000000000000:role\/machines-[0-9a-f]{7}$/) as unknown,
    secret: expect.stringMatching(/^arn:aws:secretsmanager:eu-central-1:000000000000:secret:rds!db-/) as unknown,
  });
  expect((await stack.refresh()).changes).toEqual({ same: create });
  expect((await stack.up()).changes).toEqual({ same: create });

  const changed = await stack.up(tenant(true));
  expect(changed.errors).toEqual([]);
  const touched = (wanted: string): string[] =>
    changed.events.flatMap(({ resourcePreEvent: event }) =>
      event?.metadata.op === wanted ? [event.metadata.type.split(":").at(-1) ?? ""] : [],
    );
  expect(touched("update").sort()).toEqual([
    "BucketLifecycleConfiguration",
    "Budget",
    "Group",
    "Instance",
    "Listener",
    "SecurityGroupIngressRule",
  ]);
  expect(touched("replace").sort()).toEqual([
    "FileSystem",
    "FlowLog",
    "LogGroup",
    "MountTarget",
    "Selection",
    "TargetGroup",
  ]);

  expect((await stack.destroy()).changes).toEqual({ delete: create });
  expect(stack.inventory((inventory) => inventory.list().map(({ id }) => id))).toEqual([]);
});
