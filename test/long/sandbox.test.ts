/**
 * The sandbox under the real engine, in all its ways: nothing here is mocked. It is among the long tests because the engine's tests all
 * run on the sandbox, what it answers is tested without an engine, and each of these takes several runs of one.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { CustomResource, output, secret, type Inputs } from "@pulumi/pulumi";
import { sandboxClusterUid } from "../../sandbox/types/kubernetes/cluster.ts";
import { SandboxStack } from "../helpers/sandboxStack.ts";

const VPC = "aws:ec2/vpc:Vpc";

/** A resource of any type, past the SDK's own checks. */
class Raw extends CustomResource {
  constructor(type: string, name: string, inputs: Inputs) {
    super(type, name, inputs, { version: type.startsWith("aws:") ? "7.48.0" : "4.34.2" });
  }
}

let stack: SandboxStack;
beforeEach(() => {
  stack = new SandboxStack();
});
afterEach(() => {
  stack.remove();
});

function network(tags: Record<string, string>, cidrBlock = "10.0.0.0/16") {
  return () => {
    const vpc = new Vpc("net", { cidrBlock, tags });
    const subnet = new Subnet("a", { vpcId: vpc.id, cidrBlock: cidrBlock.replace("/16", "/24") });
    return Promise.resolve({ vpcId: vpc.id, vpcArn: vpc.arn, zone: subnet.availabilityZone });
  };
}

describe("the life of a stack", () => {
  test("preview, create, no-op, update, replace, destroy", async () => {
    stack.program = network({ Name: "one" });
    expect((await stack.preview()).changes).toEqual({ create: 3 });
    expect(stack.inventory((inventory) => inventory.count())).toBe(0);

    const created = await stack.up();
    expect(created.changes).toEqual({ create: 3 });
    const vpcId = created.outputs["vpcId"];
    expect(vpcId).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(created.outputs["vpcArn"]).toBe(`arn:aws:ec2:eu-central-1:000000000000:vpc/${String(vpcId)}`);
    expect(created.outputs["zone"]).toBe("eu-central-1a");
    expect(stack.inventory((inventory) => inventory.count({ stack: "test" }))).toBe(2);

    expect((await stack.up()).changes).toEqual({ same: 3 });

    const updated = await stack.up(network({ Name: "two" }));
    expect(updated.changes).toEqual({ same: 2, update: 1 });
    expect(updated.outputs["vpcId"]).toBe(vpcId);

    const replaced = await stack.up(network({ Name: "two" }, "10.1.0.0/16"));
    expect(replaced.changes).toEqual({ same: 1, replace: 2 });
    expect(replaced.outputs["vpcId"]).not.toBe(vpcId);
    const reasons = replaced.events.flatMap(({ resourcePreEvent: event }) =>
      event?.metadata.op === "replace" && event.metadata.type === VPC ? [event.metadata.keys] : [],
    );
    expect(reasons).toEqual([["cidrBlock"]]);

    expect((await stack.destroy()).changes).toEqual({ delete: 3 });
    expect(stack.inventory((inventory) => inventory.count())).toBe(0);
  });

  test("a change by hand shows at refresh and is put right by the next update", async () => {
    await stack.up(network({ Name: "one" }));
    stack.inventory((inventory) => {
      const [vpc] = inventory.list({ type: VPC });
      if (vpc === undefined) throw new Error("no VPC");
      inventory.edit(vpc, (properties) => ({ ...properties, tags: { Name: "by hand" } }));
    });
    expect((await stack.refresh()).changes).toEqual({ same: 2, update: 1 });
    expect((await stack.up()).changes).toEqual({ same: 2, update: 1 });
    expect(stack.inventory((inventory) => inventory.list({ type: VPC })[0]?.outputs["tags"])).toEqual({ Name: "one" });
  });

  test("an object deleted by hand is created again", async () => {
    stack.program = () => {
      new Bucket("data", { bucket: "tenantry-test-data" });
      return Promise.resolve({});
    };
    await stack.up();
    stack.inventory((inventory) => inventory.clear());
    expect((await stack.refresh()).changes).toEqual({ delete: 1, same: 1 });
    expect((await stack.up()).changes).toEqual({ create: 1, same: 1 });
  });
});

describe("Kubernetes", () => {
  test("namespaced objects, the cluster's identity, and no secret in clear anywhere", async () => {
    const planted = "correct-horse-battery-staple";
    stack.program = () => {
      const namespace = new Namespace("apps", {});
      const metadata = { name: "own", namespace: namespace.metadata.name };
      new ConfigMap("settings", { metadata, data: { token: secret(planted) } });
      new Secret("login", { metadata, stringData: { password: planted } });
      const system = Namespace.get("kube-system", "kube-system");
      return Promise.resolve({ name: namespace.metadata.name, uid: system.metadata.uid });
    };
    const { outputs, changes } = await stack.up();
    expect(changes.create).toBe(4);
    expect(outputs["name"]).toMatch(/^apps-[0-9a-f]{8}$/);
    expect(outputs["uid"]).toBe(sandboxClusterUid("sandbox"));
    expect(stack.inventory((inventory) => inventory.list().map(({ id }) => id))).toEqual([
      `${String(outputs["name"])}/own`,
      String(outputs["name"]),
      `${String(outputs["name"])}/own`,
    ]);
    expect((await stack.up()).changes.create).toBeUndefined();

    const stored = path.dirname(stack.inventoryFile);
    const files = readdirSync(stored).map((file) => readFileSync(path.join(stored, file)).toString("latin1"));
    for (const text of [stack.state(), ...files]) {
      expect(text).not.toContain(planted);
      expect(text).not.toContain(Buffer.from(planted).toString("base64"));
    }
    const refreshed = await stack.refresh();
    expect(refreshed.failed).toBe(false);
    expect(refreshed.changes.update).toBeUndefined();
    await stack.destroy();
    expect(stack.inventory((inventory) => inventory.count())).toBe(0);
  });
});

describe("what the target refuses", () => {
  test("a VPC over the limit, naming the setting that raises it", async () => {
    stack.settings({ limits: { vpcsPerRegion: 1 } });
    const result = await stack.up(() => {
      const first = new Vpc("first", { cidrBlock: "10.0.0.0/16" });
      new Vpc("second", { cidrBlock: "10.1.0.0/16" }, { dependsOn: first });
      return Promise.resolve({});
    });
    expect(result.failed).toBe(true);
    expect(result.errors.join("\n")).toContain(
      "creating EC2 VPC (second): VpcLimitExceeded: The maximum number of VPCs has been reached: " +
        "000000000000/eu-central-1 has 1 of 1. Raise limits.vpcsPerRegion in ",
    );
    expect(stack.inventory((inventory) => inventory.count())).toBe(1);
  });

  test("overlapping subnets", async () => {
    const result = await stack.up(() => {
      const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" });
      const first = new Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" });
      new Subnet("b", { vpcId: vpc.id, cidrBlock: "10.0.8.0/24" }, { dependsOn: first });
      return Promise.resolve({});
    });
    expect(result.errors.join("\n")).toContain(
      "InvalidSubnet.Conflict: The CIDR '10.0.8.0/24' conflicts with another subnet",
    );
  });

  test.each<[string, string, Inputs, string]>([
    ["an unknown type", "aws:ec2/vpcs:Vpcs", {}, `is not simulated by the sandbox. Did you mean "${VPC}"?`],
    ["an unknown input", VPC, { cidrBlok: "10.0.0.0/16" }, `is not an input of ${VPC}. Did you mean "cidrBlock"?`],
    [
      "a missing input",
      "aws:s3/bucketVersioning:BucketVersioning",
      { bucket: "data" },
      "is required, but it is missing",
    ],
  ])("%s, already at preview", async (_case, type, inputs, message) => {
    stack.program = () => {
      new Raw(type, "wrong", inputs);
      return Promise.resolve({});
    };
    const { errors, failed } = await stack.preview();
    expect(failed).toBe(true);
    expect(errors.join("\n")).toContain(`${type} resource 'wrong'`);
    expect(errors.join("\n")).toContain(message);
  });
});

describe("faults", () => {
  test("before the effect: nothing exists, and the next run succeeds", async () => {
    stack.settings({ faults: [{ type: "aws:ec2/vpc:*", operations: ["create"], code: "InternalError", count: 1 }] });
    const failed = await stack.up(network({}));
    expect(failed.errors.join("\n")).toContain("creating EC2 VPC (net): InternalError: injected by sandbox.json");
    expect(stack.inventory((inventory) => inventory.count())).toBe(0);
    expect((await stack.up()).failed).toBe(false);
    expect(stack.inventory((inventory) => inventory.count({ type: VPC }))).toBe(1);
  });

  test("after the effect: the engine records the object and does not make it twice", async () => {
    stack.settings({ faults: [{ type: VPC, operations: ["create"], code: "InternalError", when: "after", count: 1 }] });
    const failed = await stack.up(network({}));
    expect(failed.failed).toBe(true);
    const id = stack.inventory((inventory) => inventory.list({ type: VPC })[0]?.id);
    expect(stack.state()).toContain(id);
    expect((await stack.up()).failed).toBe(false);
    expect(stack.inventory((inventory) => inventory.list({ type: VPC }).map((object) => object.id))).toEqual([id]);
  });

  test("a full disk is one clear error, and nothing is half-written", async () => {
    await stack.up(network({}));
    const before = stack.inventory((inventory) => inventory.list());
    stack.settings({ maxPageCount: 1 });
    const result = await stack.up(() => {
      new ConfigMap("big", { metadata: { namespace: "default" }, data: { filler: "x".repeat(200_000) } });
      return network({})();
    });
    expect(result.errors.join("\n")).toContain("cannot grow: database or disk is full");
    expect(stack.inventory((inventory) => inventory.list())).toEqual(before);
  });
});

test("output() of an unknown id stays unknown through preview", async () => {
  stack.program = () => {
    const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" });
    return Promise.resolve({ known: vpc.cidrBlock, unknown: output(vpc.id) });
  };
  const { events } = await stack.preview();
  const created = events.find(({ resOutputsEvent: event }) => event?.metadata.type === VPC)?.resOutputsEvent;
  expect(created?.metadata.new?.outputs["cidrBlock"]).toBe("10.0.0.0/16");
  expect(created?.metadata.new?.outputs["region"]).toBe("eu-central-1");
});
