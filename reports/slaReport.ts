import { counted } from "../core/counted.ts";
import type { MeasuredSubscription, SlaDocument } from "../core/results/sla.ts";
import { formatTable } from "./table.ts";

/** The end of `sla`: a row a subscription, then why, what was counted, how quickly support answered, and the credits. */
export function formatSla({ month, measuredUntil, tenants, unmeasured, credits, ignored }: SlaDocument): string {
  const all = tenants.flatMap(({ tenant, subscriptions }) => subscriptions.map((one) => ({ tenant, one })));
  const rows = all.map(({ tenant, one }) => [
    `${tenant}/${one.subscription}`,
    one.tier,
    `${one.target} %`,
    `${one.availability} %`,
    one.met ? "met" : "missed",
    `${one.downtimeSeconds} s`,
    one.credit === null ? "-" : `${one.credit.amount} ${one.credit.currency}`,
  ]);
  const table =
    rows.length === 0
      ? `Nobody was served in ${month}.`
      : formatTable(["SUBSCRIPTION", "TIER", "PROMISED", "AVAILABLE", "RESULT", "DOWNTIME", "CREDIT"], rows);
  const told = all
    .filter(({ one }) => !one.met || one.incidents.length > 0)
    .map(({ tenant, one }) => [`${tenant}/${one.subscription}: ${one.why}`, ...details(one)].join("\n"));
  return [
    ...(measuredUntil === null ? [] : [`${month} is not over: measured until ${measuredUntil}.`]),
    table,
    told.join("\n"),
    unmeasured.map(({ tenant, reason }) => `${tenant} was not measured. ${reason}`).join("\n"),
    credits.map(({ currency, amount }) => `Credits together: ${amount} ${currency}`).join("\n"),
    ignored.length === 0 ? "" : `Incidents that count for nobody here: ${ignored.join(", ")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function details({ incidents, responses }: MeasuredSubscription): string[] {
  return [
    ...incidents.map(({ id, seconds, excludedSeconds, impact, open }) =>
      [
        `  ${id}: ${String(seconds)} s`,
        ...(impact === "1" ? [] : [`impact ${impact}`]),
        ...(excludedSeconds === 0 ? [] : [`${String(excludedSeconds)} s of it announced maintenance`]),
        ...(open ? ["goes on"] : []),
      ].join(", "),
    ),
    ...responses.map(({ incident, severity, minutes, promisedMinutes, met }) => {
      const took = minutes === null ? "cannot be counted" : `${counted(minutes, "minute")} of support hours`;
      const result = met === null ? "not decided" : met ? "kept" : "missed";
      return `  ${incident}: first response, ${severity}: ${took}; promised ${String(promisedMinutes)}; ${result}`;
    }),
  ];
}
