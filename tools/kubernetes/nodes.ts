import { setTimeout as sleep } from "node:timers/promises";

import { ToolchainError } from "../errors.ts";
import type { Processes } from "./processes.ts";
import { requestApi, type ApiAccess } from "./request.ts";

/** A node without a machine: pods that are placed on it count as running, and nothing runs. */
export interface SimulatedNode {
  readonly name: string;
  /** Labels beside the ones that every node has. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  /** Processors, as Kubernetes writes quantities, e.g. `64`. */
  readonly cpu: string;
  /** Memory, as Kubernetes writes quantities, e.g. `256Gi`. */
  readonly memory: string;
  /** How many pods it takes. */
  readonly pods: number;
}

/** The annotation by which KWOK knows the nodes it simulates. */
export const simulatedNode = { key: "kwok.x-k8s.io/node", value: "fake" } as const;

/** Its disk for what is gone with a pod: no test's business, and more than bounds of environments set aside. */
const disk = { "ephemeral-storage": "16Ti" };

/** The node as the API server is asked to create it. */
export function nodeObject({ name, labels, taints, cpu, memory, pods }: SimulatedNode): object {
  const resources = { cpu, memory, pods: String(pods), ...disk };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      annotations: { [simulatedNode.key]: simulatedNode.value },
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        ...labels,
      },
    },
    spec: { taints },
    status: { capacity: resources, allocatable: resources },
  };
}

/**
 * Creates nodes and returns once pods can be placed on all of them.
 *
 * @throws ToolchainError when the server refuses one, or one is not ready within a minute.
 */
export async function createNodes(
  access: ApiAccess,
  nodes: readonly SimulatedNode[],
  processes: Processes,
): Promise<void> {
  await Promise.all(
    nodes.map(async (node) => {
      const body = JSON.stringify(nodeObject(node));
      const { status, text } = await requestApi(access, { method: "POST", path: "/api/v1/nodes", body });
      if (status !== 201) throw new ToolchainError(`The node ${node.name} was not created: ${text}`);
    }),
  );
  for (let tries = 0; tries < 600; tries++) {
    processes.assertRunning();
    const { text } = await requestApi(access, { method: "GET", path: "/api/v1/nodes" });
    const { items } = JSON.parse(text) as { items: NodeState[] };
    if (items.length >= nodes.length && items.every(isReady)) return;
    await sleep(100);
  }
  throw new ToolchainError("The simulated nodes were not ready within a minute.");
}

interface NodeState {
  readonly spec: { readonly taints?: readonly { readonly key: string }[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Ready, and without the taint that the node has until the cluster's controllers have seen that it is. */
const isReady = ({ spec, status }: NodeState): boolean =>
  (status.conditions ?? []).some(({ type, status: value }) => type === "Ready" && value === "True") &&
  !(spec.taints ?? []).some(({ key }) => key.startsWith("node.kubernetes.io/"));
