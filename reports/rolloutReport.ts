import { visible } from "../core/diagnostics/visible.ts";
import type {
  RolloutDocument,
  RolloutRunDocument,
  RolloutSummary,
  VersionsDocument,
} from "../core/results/rollouts.ts";
import { formatTable } from "./table.ts";

/** Rollouts, a row each. */
export function formatRollouts(rollouts: readonly RolloutSummary[]): string {
  if (rollouts.length === 0) return "The estate has no rollout.";
  const rows = rollouts.map((rollout) => [
    rollout.name,
    whatOf(rollout),
    `${rollout.state}${rollout.undoing && rollout.state !== "rolled-back" ? ", going back" : ""}`,
    String(rollout.wave),
    `${String(rollout.reached)} of ${String(rollout.tenants)}`,
    String(rollout.failed),
    visible(rollout.reason ?? "-"),
  ]);
  return formatTable(["ROLLOUT", "WHAT", "STATE", "WAVE", "REACHED", "FAILED", "REASON"], rows);
}

/** One rollout: itself, its tenants, who is pinned, and the waves to come. */
export function formatRollout({ rollout, tenants, pinned, expected }: RolloutDocument): string {
  const rows = tenants.map(({ tenant, ring, state, why, wanted, running, window }) => [
    tenant,
    ring,
    visible(why === null ? state : `${state} (${why})`),
    wanted.join(", ") || "-",
    running.join(", ") || "-",
    window ?? "-",
  ]);
  const parts = [formatRollouts([rollout])];
  if (rows.length > 0) parts.push(formatTable(["TENANT", "RING", "STATE", "WANTED", "RUNNING", "NEXT WINDOW"], rows));
  if (pinned.length > 0) {
    const stay = pinned.map(({ tenant, subscription, version, endOfSupport }) => [
      tenant,
      subscription,
      String(version),
      endOfSupport ?? "-",
    ]);
    parts.push(formatTable(["PINNED", "SUBSCRIPTION", "VERSION", "END OF SUPPORT"], stay));
  }
  if (expected.length > 0) {
    const waves = expected.map((wave) => [
      String(wave.wave),
      wave.from,
      String(wave.tenants.length),
      wave.tenants.length > few ? `${wave.tenants.slice(0, few).join(", ")} …` : wave.tenants.join(", "),
    ]);
    parts.push(formatTable(["WAVE", "FROM", "SIZE", "TENANTS"], waves));
  }
  return parts.join("\n\n");
}

/** How many tenants of a wave are named. */
const few = 8;

/** What a run of a rollout did, and why it did no more. */
export function formatRolloutRun({ rollout, waves, end }: RolloutRunDocument): string {
  const rows = waves.flatMap(({ wave, tenants }) =>
    tenants.map(({ tenant, result, why }) => [
      String(wave),
      tenant,
      visible(why === null ? result : `${result} (${why})`),
    ]),
  );
  const parts = rows.length === 0 ? [] : [formatTable(["WAVE", "TENANT", "RESULT"], rows)];
  return [...parts, formatRollouts([rollout]), endWords(rollout, end)].join("\n\n");
}

function endWords(rollout: RolloutSummary, { end, until, tenants }: RolloutRunDocument["end"]): string {
  const names = tenants.join(", ");
  switch (end) {
    case "finished":
      return `It is ${rollout.state}.${tenants.length === 0 ? "" : ` Suspended, and left out: ${names}.`}`;
    case "wait":
      return `Nobody's window is open now; the next is that of ${names}, from ${until ?? ""}. Run it again then.`;
    case "stuck":
      return `The maintenance windows of ${names} never open, by their manifests and the estate's freezes. Change those, or resume with --outside-windows.`;
    case "rests":
      if (rollout.state !== "paused" && rollout.state !== "stopped") return `It is ${rollout.state}: nothing is to do.`;
      return `It is ${rollout.state}, and goes on when somebody says so: tenantry rollout resume ${rollout.name} --reason "…".`;
    case "once":
      return "One wave was asked for. Run it again for the next.";
    case "interrupted":
      return "It was interrupted. Run it again: it goes on where it was.";
    case "not-begun":
      return "None of the wave could be begun. Run it again later.";
    case "lost":
      return "Its document was taken away, or is none any more, while a wave ran: what that did is written nowhere but here. Take the document back from version control.";
  }
}

/** Who is on what, a row for each subscription. */
export function formatVersions({ versions }: VersionsDocument): string {
  const rows = versions.map((row) => [
    row.tenant,
    row.subscription,
    `${row.service}/${row.asked}${row.pinned ? "" : " (follows)"}`,
    row.wanted,
    row.running ?? "-",
    row.state,
    row.rollout ?? "-",
    row.endOfSupport ?? "-",
  ]);
  return formatTable(
    ["TENANT", "SUBSCRIPTION", "ASKED FOR", "WANTED", "RUNNING", "STATE", "ROLLOUT", "END OF SUPPORT"],
    rows,
  );
}

function whatOf({ service, tier, from, to }: RolloutSummary): string {
  const what = tier === null ? (service ?? "every service") : `${service ?? ""}/${tier}`;
  return from === null || to === null ? `code of ${what}` : `${what} ${String(from)} → ${String(to)}`;
}
