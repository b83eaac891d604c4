import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Temporal } from "temporal-polyfill";

import type { AnnounceDocument, Announcement } from "../../core/results/announcement.ts";
import { announcementOf } from "../../core/service/announce.ts";
import { plannedOf } from "../../core/service/planned.ts";
import { replaceFile } from "../../fleet/files.ts";
import { announcementAsCalendar } from "../../reports/announcementCalendar.ts";
import { announcementAsMarkdown } from "../../reports/announcementMarkdown.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { selectOf } from "../selectedTenants.ts";
import type { AnnounceOptions } from "../serviceVerbs.ts";

/** For how many days is told of where no last day is given: eight weeks. */
const usualDays = 56;

/** For how many days may be told of. */
const mostDays = 366;

/** `announce`: the coming maintenance of the selected tenants, for their calendars and for people. Who is not active is told nothing. */
export async function announce(ids: readonly string[], options: AnnounceOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "announce", context, { retired: "warning" });
  const terms = termsOf(options, context);
  const { tenants } = await selectOf(opened, ids, options, context);
  const told = tenants.filter(({ resolved }) => resolved.state === "active");
  for (const { resolved } of tenants.filter((tenant) => !told.includes(tenant))) {
    context.note(`${resolved.id} is ${resolved.state} and is told nothing.`);
  }
  if (options.out === undefined && !options.json && told.length !== 1) {
    throw new UserError("Several announcements need --out DIRECTORY, or --json; without them name one active tenant.");
  }
  const planned = plannedOf(opened.estate, context);
  const announcements = told.map((tenant) =>
    announcementOf(opened.estate, tenant, planned.get(tenant.resolved.id) ?? [], terms),
  );
  const files = options.out === undefined ? [] : await write(announcements, options.out, context);
  const [only] = announcements;
  const document: AnnounceDocument = { verb: "announce", announcements, files };
  if (options.json) context.print(visibleJson(document));
  else if (options.out !== undefined) context.print(`${String(files.length)} files are in ${options.out}.`);
  else if (only !== undefined) context.print(textOf(only, options.format).replace(/\n$/, ""));
  return exitCodes.done;
}

function termsOf({ from, to, stamp }: AnnounceOptions, { today }: Context) {
  const first = Temporal.PlainDate.from(from ?? today);
  const last = to === undefined ? first.add({ days: usualDays }) : Temporal.PlainDate.from(to);
  const { days } = first.until(last, { largestUnit: "days" });
  if (days < 0) throw new UserError(`--to is ${last.toString()}, before --from, ${first.toString()}.`);
  if (days > mostDays)
    throw new UserError(`At most ${String(mostDays)} days are told of, and these are ${String(days)}.`);
  return { from: first.toString(), to: last.toString(), stamp: stamp ?? `${today}T00:00:00Z` };
}

function textOf(announcement: Announcement, format: AnnounceOptions["format"]): string {
  return format === "ics" ? announcementAsCalendar(announcement) : announcementAsMarkdown(announcement);
}

/** Two files a tenant, named by its id alone. */
async function write(announcements: readonly Announcement[], out: string, context: Context): Promise<string[]> {
  const directory = resolve(context.workingDirectory, out);
  mkdirSync(directory, { recursive: true });
  const files: string[] = [];
  for (const announcement of announcements) {
    for (const [ending, format] of [
      ["ics", "ics"],
      ["md", "markdown"],
    ] as const) {
      const name = `${announcement.tenant}.${ending}`;
      await replaceFile(join(directory, name), textOf(announcement, format));
      files.push(join(out, name));
    }
  }
  return files;
}
