import { hoursPerMonth, type Charge, type Range } from "../../core/kinds/consumption.ts";
import { charge } from "./consumed.ts";
import { dividedBy, percentOf, times } from "./quantities.ts";

/**
 * What logs are to CloudWatch: `vended` those that some services of AWS deliver, flow logs among them, whose price falls with their
 * volume; `custom` all others (Amazon CloudWatch pricing, "Logs").
 */
export type LogSource = "custom" | "vended";

/**
 * What is paid for a log group: for what is written to it in a month, and for what it keeps of all months together.
 *
 * @param writtenGib what a month adds.
 * @param storedPercent what is left of it when it is compressed.
 */
export function logCharges(
  source: LogSource,
  writtenGib: Range,
  retentionDays: number,
  storedPercent: Range,
): Charge[] {
  const keptGib = dividedBy(times(percentOf(storedPercent, writtenGib), retentionDays, 24), hoursPerMonth);
  return [
    charge(`aws.cloudwatch.logs.${source}.gib`, "gib", writtenGib),
    charge("aws.cloudwatch.logs.stored.gibMonth", "gibMonth", keptGib),
  ];
}
