import { expect, test } from "@jest/globals";

import { nodeObject } from "../../../../tools/kubernetes/nodes.ts";

test("a simulated node is one that KWOK knows, of the size and with the labels and taints that were asked for", () => {
  const taints = [{ key: "tenantry.dev/tenant", value: "acme", effect: "NoSchedule" }];
  const labels = { "topology.kubernetes.io/zone": "a" };
  expect(nodeObject({ name: "one", labels, taints, cpu: "8", memory: "32Gi", pods: 50 })).toEqual({
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: "one",
      annotations: { "kwok.x-k8s.io/node": "fake" },
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": "one",
        "kubernetes.io/os": "linux",
        "topology.kubernetes.io/zone": "a",
      },
    },
    spec: { taints },
    status: {
      allocatable: { cpu: "8", memory: "32Gi", pods: "50", "ephemeral-storage": "16Ti" },
      capacity: { cpu: "8", memory: "32Gi", pods: "50", "ephemeral-storage": "16Ti" },
    },
  });
});
