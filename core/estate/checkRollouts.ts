import type { CatalogueLock } from "../catalogue/catalogueLock.ts";
import { isDraft } from "../catalogue/standing.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import { tierRolloutOf, type TierRollout } from "../rollouts/tierHolds.ts";
import { isOpenRollout } from "../rollouts/transitions.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { Sourced } from "./estate.ts";

/** What rollouts are judged against. */
interface RolloutContext {
  readonly tiers: readonly TierManifest[];
  /** Undefined where it cannot be read, so that nothing is known to be a draft. */
  readonly lock: CatalogueLock | undefined;
  readonly tenants: readonly Sourced<TenantManifest>[];
}

/** What of rollouts does not fit the estate, each other or themselves. Of those that are over, only what still counts is judged. */
export function checkRollouts(
  rollouts: readonly Sourced<RolloutManifest>[],
  { tiers, lock, tenants }: RolloutContext,
): Diagnostic[] {
  const known = new Set(tenants.map(({ manifest }) => manifest.metadata.id));
  return rollouts.flatMap(({ manifest, document }, index) => {
    const moves = tierRolloutOf(manifest);
    const problems = [
      ...(moves === undefined || manifest.status.state === "done" ? [] : checkVersions(manifest, moves, tiers, lock)),
      ...(isOpenRollout(manifest) ? checkOthers(manifest, rollouts.slice(0, index)) : []),
      ...checkRecord(manifest),
      ...unknownTenants(manifest, known),
    ];
    return problems.map((problem) => locate(problem, [], document.positions));
  });
}

function checkVersions(
  rollout: RolloutManifest,
  { service, tier, from, to }: TierRollout,
  tiers: readonly TierManifest[],
  lock: CatalogueLock | undefined,
): LocalProblem[] {
  const versions = tiers.filter(({ metadata }) => metadata.service === service && metadata.name === tier);
  const published = versions.filter((version) => !isDraft(version, lock));
  const allowed = published
    .map(({ metadata }) => formatTier(metadata))
    .toSorted()
    .join(", ");
  const ends = (["from", "to"] as const).flatMap((key): LocalProblem[] => {
    const version = { from, to }[key];
    if (published.some(({ metadata }) => metadata.version === version)) return [];
    const isThere = versions.some(({ metadata }) => metadata.version === version);
    const what = `${service}/${tier}@${String(version)}`;
    const message = isThere ? `${what} is a draft, and a rollout is of published versions.` : `There is no ${what}.`;
    const fix = isThere ? `Publish it: tenantry catalogue publish ${what}.` : "Name a version that the catalogue has.";
    const told = allowed === "" ? "no version of it is published" : allowed;
    return [{ code: "TEN240", path: ["spec", key], message, allowed: told, fix }];
  });
  if (ends.length > 0) return ends;
  if (to <= from) {
    const message = `It would go from ${tier}@${String(from)} to ${tier}@${String(to)}; a rollout goes to a later version.`;
    const fix =
      "Undo a rollout with `tenantry rollout rollback`; put single tenants on an older version by pinning it.";
    return [{ code: "TEN240", path: ["spec", "to"], message, fix }];
  }
  return isOpenRollout(rollout) ? checkRings(rollout, versions, to) : [];
}

/** Once it is done, rings are followed again: they have to lead to the very version that it led to. */
function checkRings({ spec }: RolloutManifest, versions: readonly TierManifest[], to: number): LocalProblem[] {
  const released = versions.find(({ metadata }) => metadata.version === to)?.spec.rings ?? [];
  const others = (a: readonly string[], b: readonly string[]): string =>
    a.filter((each) => !b.includes(each)).join(", ");
  const [lacking, beyond] = [others(released, spec.rings), others(spec.rings, released)];
  const path = ["spec", "rings"];
  const allowed = released.join(", ");
  if (lacking !== "") {
    const message = `The version is released to ${lacking} too, and would reach that ring without a rollout.`;
    return [{ code: "TEN240", path, message, allowed, fix: "Name every ring that the version is released to." }];
  }
  if (beyond !== "") {
    const message = `The version is not released to ${beyond}: that ring would leave it again after the rollout.`;
    return [
      { code: "TEN240", path, message, allowed, fix: "Name the rings that the version is released to, and no other." },
    ];
  }
  const later = versions.find(
    (version) => version.metadata.version > to && version.spec.rings.some((ring) => spec.rings.includes(ring)),
  );
  if (later === undefined) return [];
  const message = `${formatTier(later.metadata)} is released to its rings, which would reach all at once when the rollout is done.`;
  const fix = "End this rollout before a later version is released to its rings, or roll out that one.";
  return [{ code: "TEN240", path: ["spec", "to"], message, fix }];
}

function checkOthers(rollout: RolloutManifest, earlier: readonly Sourced<RolloutManifest>[]): LocalProblem[] {
  const other = earlier.find(({ manifest }) => isOpenRollout(manifest) && meet(manifest, rollout));
  if (other === undefined) return [];
  const { service = "every service", tier, code } = rollout.spec;
  const what = `${code === true ? "The code of " : ""}${tier === undefined ? service : `${service}/${tier}`}`;
  const place = formatPlace(other.document.positions.value(["metadata", "name"]));
  const message = `${what} is being rolled out by "${other.manifest.metadata.name}" already, at ${place}.`;
  const fix = `Wait for it, or end it: tenantry rollout abort ${other.manifest.metadata.name} --reason "…".`;
  return [{ code: "TEN241", path: ["spec"], message, fix }];
}

/** Whether two rollouts are of the same thing, or one of them of a part of what the other is of. */
function meet(a: RolloutManifest, b: RolloutManifest): boolean {
  const same = (x: string | undefined, y: string | undefined): boolean => x === undefined || y === undefined || x === y;
  return a.spec.code === b.spec.code && same(a.spec.service, b.spec.service) && same(a.spec.tier, b.spec.tier);
}

/** What verbs never write. */
function checkRecord({ status }: RolloutManifest): LocalProblem[] {
  const fix = "Take status back as a verb wrote it; what is decided about a rollout is said by `tenantry rollout`.";
  const problem = (key: string, message: string): LocalProblem => ({
    code: "TEN242",
    path: ["status", key],
    message,
    fix,
  });
  const lists = { reached: status.reached, open: status.open, failed: status.failed.map(({ tenant }) => tenant) };
  const twice = Object.entries(lists).flatMap(([key, ids]) => {
    const again = ids.find((id, index) => ids.indexOf(id) !== index);
    return again === undefined ? [] : [problem(key, `"${again}" stands twice in status.${key}.`)];
  });
  const reached = new Set(status.reached);
  const stray = status.undoing === true ? undefined : status.open.find((id) => !reached.has(id));
  const isOver = ["aborted", "done", "rolled-back"].includes(status.state);
  return [
    ...twice,
    ...(stray === undefined ? [] : [problem("open", `"${stray}" stands in status.open and not in status.reached.`)]),
    ...(isOver && status.open.length > 0 ? [problem("open", `It is ${status.state}, and tenants are open.`)] : []),
  ];
}

function unknownTenants({ metadata, status }: RolloutManifest, known: ReadonlySet<string>): LocalProblem[] {
  const isNamed = (id: string): boolean => !known.has(id);
  const reached = status.reached.filter(isNamed);
  if (status.state === "done" || reached.length === 0) return [];
  return [
    {
      code: "TEN242",
      severity: "warning",
      path: ["status", "reached"],
      message: `The rollout "${metadata.name}" has reached tenants that the estate does not have any more: ${reached.join(", ")}.`,
      fix: "Nothing has to be done: it goes on without them.",
    },
  ];
}
