import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Session } from "../../../../../sandbox/provider/session.ts";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { sandboxClusterUid } from "../../../../../sandbox/types/kubernetes/cluster.ts";
import { kubernetesTarget } from "../../../../../sandbox/types/kubernetes/target.ts";

test("a cluster's identity is a UUID that follows from its context", () => {
  expect(sandboxClusterUid("sandbox")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(sandboxClusterUid("sandbox")).toBe("5f2fa58a-5cb4-446c-813b-7121e95637be");
  expect(sandboxClusterUid("other")).not.toBe(sandboxClusterUid("sandbox"));
});

describe("namespaces that are there from the start", () => {
  const type = "kubernetes:core/v1:Namespace";
  const subject = { urn: `urn:pulumi:test::sandbox::${type}::shared`, name: "shared", type };
  const directory = mkdtempSync(join(tmpdir(), "tenantry-cluster-"));
  let session: Session;

  beforeEach(async () => {
    session = new Session({
      target: kubernetesTarget,
      inventory: join(directory, "inventory.sqlite"),
      now: () => new Date("2026-01-01T00:00:00Z"),
      random: () => 0.5,
      environment: {},
    });
    await session.configure({ context: "eu-shared-1" });
  });

  afterEach(() => {
    session.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const cellOf = async (id: string): Promise<unknown> => {
    const live = await session.read(subject, id, { inputs: {}, outputs: {} });
    const metadata = live?.outputs["metadata"] as { labels?: Properties } | undefined;
    return metadata?.labels?.["tenantry.dev/cell"];
  };
  const named = (name: string, labels: Properties = {}): Properties => ({ metadata: { name, labels } });

  test("the one that says that the cluster is prepared gives way to a program's, and is there again when that is gone", async () => {
    expect(await cellOf("tenantry-cell")).toBe("eu-shared-1");
    const made = await session.create(subject, named("tenantry-cell", { "tenantry.dev/cell": "other" }));
    expect(await cellOf("tenantry-cell")).toBe("other");
    await session.delete(subject, made.id, made.outputs);
    expect(await cellOf("tenantry-cell")).toBe("eu-shared-1");
  });

  test("nothing goes into one that is not there", async () => {
    const token = "kubernetes:core/v1:ConfigMap";
    const inside = { urn: `urn:pulumi:test::sandbox::${token}::inside`, name: "inside", type: token };
    const inputs = { metadata: { name: "inside", namespace: "nowhere" } };
    await expect(session.create(inside, inputs)).rejects.toThrow('NotFound: namespaces "nowhere" not found');
  });

  test("the cluster's own are neither made nor deleted", async () => {
    await expect(session.create(subject, named("kube-system"))).rejects.toThrow("every cluster has it from the start");
    await expect(session.delete(subject, "kube-system", {})).rejects.toThrow("this namespace may not be deleted");
  });
});
