import type { FleetKind, FleetPhase } from "./fleet.ts";

/** What the whole tree of our processes may hold at once, in MiB. */
const memoryGoal = 1536;

/** What was measured of one kind of fleet. */
export interface MeasuredFleet {
  readonly kind: FleetKind;
  readonly tenants: number;
  readonly phases: readonly FleetPhase[];
}

/** The beginning of the document: fleets against the usual way. */
export function fleetDocument(fleets: readonly MeasuredFleet[]): string {
  return `# Benchmarks

Written by \`npm run bench\`, which runs product and peer on the same machine, one after the other. Read the ratios; absolute times mean
little elsewhere. A ratio above 1 says that the usual way takes that many times as much.

Product: \`tenantry up --all -j 2\`, with checkpoints. Peer: \`xargs -P2 pulumi up -f -y\` over programs with the same resources and values, written
the usual way: TypeScript by ts-node, imports of whole packages, a project and a process for each tenant; its stacks are made beforehand. Both
run the same engine on sandboxes of the same kind. What has not changed is measured twice: as it is run, where the journal knows it, and
with the journal taken away, so that the engine has to look. Memory is the peak of the resident sets of all processes, summed, so that pages
which processes share count more than once; the goal is ${String(memoryGoal)} MiB.

| what | tenantry, per tenant | usual way, per tenant | time ratio | goal | tenantry, peak | usual way, peak | memory ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${fleets.flatMap(({ kind, tenants, phases }) => phases.map((phase) => row(kind, tenants, phase))).join("\n")}
`;
}

function row({ title }: FleetKind, tenants: number, { what, ours, theirs, goal }: FleetPhase): string {
  const cells = [
    `${String(tenants)} tenants of ${title}: ${what}`,
    `${(ours.seconds / tenants).toFixed(2)} s`,
    `${(theirs.seconds / tenants).toFixed(2)} s`,
    (theirs.seconds / ours.seconds).toFixed(1),
    goal.toFixed(0),
    `${ours.peakMiB.toFixed(0)} MiB`,
    `${theirs.peakMiB.toFixed(0)} MiB`,
    (theirs.peakMiB / ours.peakMiB).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}
