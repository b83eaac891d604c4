import type { Estate } from "../estate/estate.ts";
import type { Exposure } from "../results/outdated.ts";
import type { Lifecycle } from "../schema/lifecycles.ts";
import { daysBetween } from "../calendarDays.ts";
import type { ExposureTerms } from "./exposure.ts";
import type { SubscribedVersion } from "./versionsOf.ts";

/** What a version that a subscription runs exposes its tenant to; undefined where it is supported for longer than was asked. */
export function versionExposure(
  owner: Pick<Exposure, "tenant" | "subscription">,
  { product, version, part, upgrade }: SubscribedVersion,
  { lifecycles }: Pick<Estate, "lifecycles">,
  { today, within }: ExposureTerms,
): Exposure | undefined {
  const lives = lifecycles.filter((life) => life.product === product);
  const life = lives.find((candidate) => candidate.version === version);
  const common = { ...owner, part, product, version: version ?? null, pinned: false };
  if (life === undefined) {
    const advice =
      version === undefined ? upgrade.advice : "Write down in catalogue/lifecycles.yaml until when it is supported.";
    return { ...common, state: "unknown", advice };
  }
  const daysLeft = daysBetween(today, life.endOfSupport);
  if (daysLeft > within) return undefined;
  const better = newest(lives, upgrade.choices, life);
  return {
    ...common,
    state: daysLeft < 0 ? "ended" : "ending",
    lastDay: life.endOfSupport,
    daysLeft,
    ...(life.endOfExtendedSupport !== undefined && { extendedUntil: life.endOfExtendedSupport }),
    ...(better !== undefined && { successor: better.version }),
    ...whatToDo(owner, upgrade, better),
  };
}

type Choice = SubscribedVersion["upgrade"]["choices"][number];

/** Of what can be ordered, what is supported for the longest, if that is longer than what runs. */
function newest(lives: readonly Lifecycle[], choices: readonly Choice[], running: Lifecycle): Choice | undefined {
  const ends = new Map(lives.map(({ version, endOfSupport }) => [version, endOfSupport]));
  const end = ({ version }: Choice): string => ends.get(version) ?? "";
  const best = choices.toSorted((a, b) => (end(a) < end(b) ? 1 : -1))[0];
  return best !== undefined && end(best) > running.endOfSupport ? best : undefined;
}

function whatToDo(
  { tenant, subscription }: Pick<Exposure, "tenant" | "subscription">,
  { choices, field, advice }: SubscribedVersion["upgrade"],
  better: Choice | undefined,
): Pick<Exposure, "advice" | "command"> {
  if (better === undefined) {
    return { advice: choices.length === 0 ? advice : "Nothing that can be ordered is supported for longer." };
  }
  if (field === undefined) return { advice: `${advice} Newest: ${better.value}.` };
  return {
    advice,
    command: `tenantry set ${tenant} 'spec.subscriptions[${subscription}].spec.${field}' ${better.value}`,
  };
}
