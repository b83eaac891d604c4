import { Temporal } from "temporal-polyfill";

import type { AnnouncedWindow, Announcement } from "../core/results/announcement.ts";
import { code } from "./markdown.ts";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const months = [
  ...(["January", "February", "March", "April", "May", "June", "July"] as const),
  ...(["August", "September", "October", "November", "December"] as const),
];

/** An announcement as a customer reads it, in Markdown, by the tenant's own clock. No name in it is markup. */
export function announcementAsMarkdown(announcement: Announcement): string {
  const { displayName, provider, timeZone, from, to, windows, otherDays, support } = announcement;
  const rows = windows.map((window) => `| ${cells(window, timeZone).join(" | ")} |`);
  const table = ["| Day | From | Until | What happens |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const days = otherDays.map(
    ({ day, planned }) => `- ${dayText(Temporal.PlainDate.from(day))}: ${planned.map(code).join(", ")}`,
  );
  return `${[
    `# Maintenance for ${code(displayName)}`,
    `From ${dayText(Temporal.PlainDate.from(from))} until ${dayText(Temporal.PlainDate.from(to))}. Times are those of a clock in ${code(timeZone)}; behind each stands its distance from UTC.`,
    windows.length === 0 ? "There is no maintenance window in this time." : table,
    ...(days.length === 0 ? [] : ["Besides, on these days:", days.join("\n")]),
    "While a window is open, single services may be away for a short time. Outside of the windows nothing planned happens that anybody would notice.",
    support.map(({ subscription, hours }) => `- ${code(subscription)}: support answers ${code(hours)}`).join("\n"),
    code(provider),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function cells({ begin, end, planned, frozen }: AnnouncedWindow, timeZone: string): string[] {
  const [first, last] = [begin, end].map((instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone));
  if (first === undefined || last === undefined) return [];
  const what =
    frozen === null
      ? planned.length === 0
        ? "Nothing is planned yet"
        : planned.map(code).join("; ")
      : `Nothing: no maintenance on these days, because of ${code(frozen)}`;
  const isOtherDay = !first.toPlainDate().equals(last.toPlainDate());
  return [
    dayText(first.toPlainDate()),
    timeText(first),
    `${timeText(last)}${isOtherDay ? ", the next day" : ""}`,
    what,
  ];
}

function dayText(day: Temporal.PlainDate): string {
  return `${weekdays[day.dayOfWeek - 1] ?? ""}, ${String(day.day)} ${months[day.month - 1] ?? ""} ${String(day.year)}`;
}

function timeText(time: Temporal.ZonedDateTime): string {
  const { hour, minute } = time;
  return `${[hour, minute].map((part) => String(part).padStart(2, "0")).join(":")} (UTC${time.offset})`;
}
