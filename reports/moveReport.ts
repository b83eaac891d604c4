import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { MoveDocument, PriceChange } from "../core/results/moves.ts";
import { wordsOf } from "./fleetDiff.ts";
import { meterText, money } from "./money.ts";
import { formatTable } from "./table.ts";

/** How many steps are listed; the sum counts all. */
const shownSteps = 20;

/** The end of `move`: from where to where and when, what it gives, takes and costs, what changes, and what is against it. */
export function formatMove(document: MoveDocument): string {
  const { tenant, subscription, service, from, to, stateful, refused, diff } = document;
  const blocks = [
    [`${subscription} of ${tenant} (${service}): ${from} → ${to}, ${timeOf(document)}`],
    priceOf(document.price),
    offerOf(document),
    stepsOf(document),
    stateful.length === 0
      ? ["Nothing that holds data changes."]
      : [
          "What holds data and changes:",
          ...stateful.map(({ part, effect, property }) => `  ${part}: ${effect} (${property})`),
        ],
    refused.flatMap(({ code, message, allowed, fix }) => [
      `${code}: ${message}`,
      ...(allowed === undefined ? [] : [`  Allowed: ${allowed}`]),
      ...(fix === undefined ? [] : [`  ${fix}`]),
    ]),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(visible).join("\n"));
  // The difference in the file is safe to show as it is.
  return [...text, ...(diff === "" ? [] : [diff])].join("\n\n");
}

function timeOf({ when, on = "", window }: MoveDocument): string {
  if (when === "now") return "now";
  if (when === "renewal") return `at the renewal on ${on}`;
  return `in a maintenance window from ${on} on, next ${window?.begin ?? ""} to ${window?.end ?? ""}`;
}

function priceOf({ before, after, difference, meters }: PriceChange): string[] {
  const change = difference === null ? "" : `, ${difference < 0 ? "" : "+"}${money(difference, after.currency)}`;
  const meterOf = (meter: PriceChange["meters"][number]["before"], currency: string): string =>
    meter === null ? "-" : meterText(meter, currency);
  return [
    `price a month: ${money(before.monthly, before.currency)} → ${money(after.monthly, after.currency)}${change}`,
    ...meters.map(
      (each) =>
        `price of ${each.meter}: ${meterOf(each.before, before.currency)} → ${meterOf(each.after, after.currency)}`,
    ),
  ];
}

function offerOf({ offer, from, to }: MoveDocument): string[] {
  if (offer.length === 0) return ["The tier promises nothing else."];
  const rows = offer.map(({ field, before, after, effect }) =>
    [field, plain(before), plain(after), effect].map(visible),
  );
  return formatTable(["", from, to, ""], rows).split("\n");
}

function stepsOf({ steps, notPredicted }: MoveDocument): string[] {
  if (notPredicted !== undefined) return [`What \`up\` would do cannot be said: ${notPredicted}`];
  if (steps.length === 0) return ["No resource changes."];
  const operations = (["create", "update", "replace", "delete"] as const).flatMap((op) => {
    const count = steps.filter((step) => step.op === op).length;
    return count > 0 ? [`${String(count)} to ${op}`] : [];
  });
  const left = steps.length - shownSteps;
  return [
    `\`up\` is predicted to change ${counted(steps.length, "resource")}: ${operations.join(", ")}`,
    ...steps.slice(0, shownSteps).map((step) => `  ${wordsOf(step)}: ${step.type} ${step.name}`),
    ...(left > 0 ? [`  and ${String(left)} more`] : []),
  ];
}

function plain(value: unknown): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}
