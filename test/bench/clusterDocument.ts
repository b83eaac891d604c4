import { availableParallelism } from "node:os";

import type { Measurement } from "./measure.ts";

/** One thing done to all tenants by the product, and to some by the peer where it does it too. */
export interface Phase {
  readonly what: string;
  readonly ours: Measurement;
  readonly theirs?: Measurement;
}

/** The programs whose memory is told, by the names of their files. */
const programs = ["node", "pulumi", "pulumi-resource-kubernetes", "kube-apiserver", "etcd"];

/** The section of the document on the cluster. */
export function clusterDocument(phases: readonly Phase[], tenants: number, peers: number): string {
  return `## Cluster

\`tenantry up --all -j 2\` of ${String(tenants)} tenants of the platform on a real API server (etcd, kube-apiserver, controller manager, scheduler; nodes and
volumes are simulated), through the real Kubernetes provider: of ten tenants four are of the tier starter (one environment, an app), four
standard (two environments, apps, a volume, databases) and two premium (the same with nodes of their own). Peer: \`xargs -P2 pulumi up -f -y\`
of ${String(peers)} of them, the same program and mix, by hand. All run on the machine that serves the cluster too, with ${String(availableParallelism())} processors.
Much of the time is waiting for apps to be there, which both do alike; processor time is that of the processes that were started, without
the cluster's. It is checked that all end as they should, and that nothing is left.

| ${String(tenants)} tenants | time | per tenant | usual way, per tenant | time ratio | processor, per tenant | usual way, per tenant | processor ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${phases.map((phase) => timeRow(phase, tenants, peers)).join("\n")}

Memory is the peak of resident sets, of all processes of a program together.

| ${String(tenants)} tenants | ${programs.map((name) => `\`${name}\``).join(" | ")} | tenantry and all it starts | usual way |
| --- | ${programs.map(() => "---").join(" | ")} | --- | --- |
${phases.map(memoryRow).join("\n")}
`;
}

function timeRow({ what, ours, theirs }: Phase, tenants: number, peers: number): string {
  const each = (total: number, count: number): string => `${(total / count).toFixed(2)} s`;
  const compared = (field: "seconds" | "processorSeconds"): string[] =>
    theirs === undefined
      ? ["", ""]
      : [each(theirs[field], peers), (theirs[field] / peers / (ours[field] / tenants)).toFixed(1)];
  const cells = [
    what,
    `${ours.seconds.toFixed(0)} s`,
    each(ours.seconds, tenants),
    ...compared("seconds"),
    each(ours.processorSeconds, tenants),
    ...compared("processorSeconds"),
  ];
  return `| ${cells.join(" | ")} |`;
}

function memoryRow({ what, ours, theirs }: Phase): string {
  const size = (mebibytes: number | undefined): string =>
    mebibytes === undefined ? "" : `${mebibytes.toFixed(0)} MiB`;
  const cells = [
    what,
    ...programs.map((name) => size(ours.peakOf.get(name))),
    size(ours.peakMiB),
    size(theirs?.peakMiB),
  ];
  return `| ${cells.join(" | ")} |`;
}
