import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { Freeze } from "../maintenance/nextWindow.ts";
import { decimal, decimalText, sum } from "../money/amount.ts";
import { decimalsOf, quotient } from "../money/rounding.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type {
  CountedIncident,
  CountedResponse,
  MeasuredSubscription,
  MeasuredTenant,
  SlaDocument,
} from "../results/sla.ts";
import type { Incident } from "../schema/incidents.ts";
import { formatTier } from "../schema/tier.ts";
import { outcomeOf } from "./credit.ts";
import { downtimeOf, type Outage } from "./downtime.ts";
import { servedPeriod, type ServedPeriod } from "./period.ts";
import { supportMinutes } from "./supportTime.ts";
import { windowsBetween } from "./windowsBetween.ts";

/** What a month is measured by. */
export interface SlaTerms {
  /** Such as `2026-11`. */
  readonly month: string;
  /** The instant, in UTC: nothing after it counts. */
  readonly now: string;
}

/** Ten-thousandths of one: what impacts are counted in. */
const whole = 10_000;

/**
 * How available each tenant's subscriptions were in a month, and what is given back for it.
 *
 * @param incidents of which {@link checkIncidents} has said that they are right.
 */
export function measureMonth(
  estate: Pick<Estate, "manifest">,
  tenants: readonly EstateTenant[],
  incidents: readonly Incident[],
  terms: SlaTerms,
): SlaDocument {
  const now = Math.floor(Date.parse(terms.now) / 1000);
  const measured: MeasuredTenant[] = [];
  const unmeasured: SlaDocument["unmeasured"] = [];
  let isOver = true;
  for (const tenant of tenants) {
    const { id, maintenance, subscriptions } = tenant.resolved;
    const period = servedPeriod(tenant, terms.month);
    if ("nothing" in period) {
      unmeasured.push({ tenant: id, reason: period.nothing });
      continue;
    }
    isOver &&= period.to <= now;
    const context = {
      tenant,
      period,
      until: Math.min(period.to, now),
      freezes: estate.manifest.spec.freezes,
      incidents,
    };
    measured.push({
      tenant: id,
      timeZone: maintenance.timeZone,
      from: instantText(period.from),
      to: instantText(period.to),
      seconds: period.seconds,
      subscriptions: subscriptions.map((subscription) => measureSubscription(subscription, context)),
    });
  }
  const all = measured.flatMap((tenant) => tenant.subscriptions);
  const used = new Set(all.flatMap((subscription) => subscription.incidents.map(({ id }) => id)));
  return {
    verb: "sla",
    month: terms.month,
    measuredUntil: isOver ? null : terms.now,
    tenants: measured,
    unmeasured,
    credits: sumsOf(all),
    ignored: incidents.map(({ id }) => id).filter((id) => !used.has(id)),
  };
}

interface Context {
  readonly tenant: EstateTenant;
  readonly period: ServedPeriod;
  /** The second after the last that counts. */
  readonly until: number;
  readonly freezes: readonly Freeze[];
  readonly incidents: readonly Incident[];
}

function measureSubscription(subscription: ResolvedSubscription, context: Context): MeasuredSubscription {
  const { period, until } = context;
  const spans = context.incidents
    .filter((incident) => affects(incident, context.tenant.resolved.id, subscription))
    .map((incident) => ({ incident, outages: outagesOf(incident, subscription, context) }))
    .filter(({ outages }) => outages.length > 0);
  const { weighted, excludedSeconds } = downtimeOf(spans.flatMap(({ outages }) => outages));
  const total = BigInt(period.seconds) * BigInt(whole);
  return {
    subscription: subscription.name,
    service: subscription.service,
    tier: formatTier(subscription.tier),
    ...outcomeOf(subscription, { available: total - BigInt(weighted), whole: total }, period),
    downtimeSeconds: decimalText(quotient(decimal(weighted), decimal(whole), 4, "down")),
    excludedSeconds,
    incidents: spans.map(({ incident, outages }) => countedIncident(incident, outages)),
    responses: spans.flatMap(({ incident }) => responseTo(incident, subscription, until)),
  };
}

function affects(
  { affects: chosen }: Incident,
  tenant: string,
  { name, cell, service }: ResolvedSubscription,
): boolean {
  return (
    chosen.tenants?.includes(tenant) === true ||
    chosen.subscriptions?.includes(`${tenant}/${name}`) === true ||
    chosen.cells?.includes(cell.id) === true ||
    chosen.services?.includes(service) === true
  );
}

/** What of an incident lies in the time that is measured, with the parts that are announced maintenance apart. */
function outagesOf(
  { from, to, impact, fraction, maintenance }: Incident,
  { sla }: ResolvedSubscription,
  context: Context,
): Outage[] {
  const { period, until, tenant, freezes } = context;
  const begin = Math.max(Date.parse(from) / 1000, period.from);
  const end = Math.min(to === undefined ? until : Date.parse(to) / 1000, until);
  if (begin >= end) return [];
  const share = impact === "full" ? whole : Math.round((fraction ?? 1) * whole);
  const counts = { from: begin, to: end, impact: share, excluded: false };
  const isAnnounced = maintenance !== undefined && Date.parse(maintenance.announced) < Date.parse(from);
  if (!isAnnounced || sla.maintenanceExcluded === false) return [counts];
  const windows = windowsBetween(tenant.resolved.maintenance, instantText(begin), instantText(end), freezes).map(
    (window): Outage => ({
      ...counts,
      from: Math.max(begin, Date.parse(window.begin) / 1000),
      to: Math.min(end, Date.parse(window.end) / 1000),
      excluded: true,
    }),
  );
  const edges = [begin, ...windows.flatMap((window) => [window.from, window.to]), end];
  const outside = edges.flatMap((edge, index): Outage[] => {
    const next = edges[index + 1];
    return index % 2 === 1 || next === undefined || next <= edge ? [] : [{ ...counts, from: edge, to: next }];
  });
  return [...outside, ...windows].toSorted((a, b) => a.from - b.from);
}

function countedIncident({ id, to, impact, fraction }: Incident, outages: readonly Outage[]): CountedIncident {
  const secondsOf = (some: readonly Outage[]): number => some.reduce((sum, outage) => sum + outage.to - outage.from, 0);
  return {
    id,
    seconds: secondsOf(outages),
    excludedSeconds: secondsOf(outages.filter(({ excluded }) => excluded)),
    impact: impact === "full" ? "1" : String(fraction),
    open: to === undefined,
  };
}

/** How quickly support answered, by the tier's own hours; what has not been answered has been waited for until now. */
function responseTo({ id, response }: Incident, { support }: ResolvedSubscription, until: number): CountedResponse[] {
  if (response === undefined) return [];
  const { severity, reported, answered } = response;
  const promisedMinutes = support.firstResponseMinutes[severity];
  const minutes = supportMinutes(support, reported, answered ?? instantText(until)) ?? null;
  const isLate = minutes !== null && minutes > promisedMinutes;
  const met = minutes === null || (answered === undefined && !isLate) ? null : !isLate;
  return [{ incident: id, severity, promisedMinutes, minutes, met }];
}

function sumsOf(subscriptions: readonly MeasuredSubscription[]): SlaDocument["credits"] {
  const credits = subscriptions.flatMap(({ credit }) => (credit === null ? [] : [credit]));
  return [...Map.groupBy(credits, ({ currency }) => currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, all]) => {
      const amount = sum(all.map((credit) => decimal(credit.amount)));
      return { currency, amount: decimalText(amount, decimalsOf(currency)) };
    });
}

function instantText(second: number): string {
  return new Date(second * 1000).toISOString().replace(".000Z", "Z");
}
