import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";

import type { Cell } from "../../core/schema/cell.ts";

/**
 * Stands for the cells that a stack lands in: it is each that it is asked to be, takes every resource as it is given, and makes up
 * what only a cloud can know. What it makes up depends on the stack's name and the resource alone, never on time or order.
 */
export function mockTarget(stack: string, cells: readonly Cell[]): pulumi.runtime.Mocks {
  const cellOf = (provider: string | undefined): Cell | undefined => {
    // A provider reference is its URN and its id, joined by colons; a provider is named after its cell.
    const name = provider?.split("::")[3];
    return cells.find(({ id }) => id === name);
  };
  return {
    call({ token, provider }) {
      const cell = cellOf(provider);
      if (token === "aws:index/getCallerIdentity:getCallerIdentity" && cell?.target === "aws") {
        const arn = `arn:aws:iam::${cell.accountId}:root`;
        return { id: cell.accountId, accountId: cell.accountId, arn, userId: cell.accountId };
      }
      throw new Error(`Rendering in process has no answer to ${token}; only the real engine can ask a target that.`);
    },
    newResource(args) {
      const cell = cellOf(args.provider);
      if (args.id === "kube-system" && cell?.target === "kubernetes") {
        const state = { metadata: { name: "kube-system", uid: cell.clusterUid } };
        return { id: args.id, state };
      }
      if (args.id === "tenantry-cell" && cell?.target === "kubernetes") {
        return { id: args.id, state: { metadata: { name: args.id, labels: { "tenantry.dev/cell": cell.id } } } };
      }
      const inputs = args.inputs as Record<string, unknown>;
      const digest = createHash("sha256").update(`${stack}/${args.type}/${args.name}`).digest("hex");
      return args.type.startsWith("aws:") ? awsObject(args.type, inputs, digest, cell) : { id: digest, state: inputs };
    },
  };
}

function awsObject(
  type: string,
  inputs: Record<string, unknown>,
  digest: string,
  cell: Cell | undefined,
): pulumi.runtime.MockResourceResult {
  const [, service = "", kind = ""] = /^aws:(\w+)\/(\w+):/.exec(type) ?? [];
  const account = cell?.target === "aws" ? cell.accountId : "000000000000";
  if (type === "aws:s3/bucket:Bucket" && typeof inputs["bucket"] === "string") {
    return { id: inputs["bucket"], state: { ...inputs, arn: `arn:aws:s3:::${inputs["bucket"]}` } };
  }
  const id = `${kind.toLowerCase()}-${digest.slice(0, 17)}`;
  const arn = `arn:aws:${service}:${cell?.region ?? ""}:${account}:${kind}/${id}`;
  // Every change of a launch template makes a version, by which its users name it.
  const latestVersion = kind === "launchTemplate" ? { latestVersion: parseInt(digest.slice(0, 12), 16) } : {};
  return { id, state: { ...inputs, arn, ...latestVersion } };
}
