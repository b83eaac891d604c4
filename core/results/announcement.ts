import { z } from "zod";

const planned = z.array(z.string()).describe("What is planned then, a sentence each, for the customer.");

const announcedWindow = z.strictObject({
  begin: z.string().describe("Its first instant, in UTC."),
  end: z.string().describe("The instant after its last, in UTC."),
  planned,
  frozen: z.string().nullable().describe("Why nothing happens in it; null where it may be used."),
});

/** One maintenance window as its tenant is told of it. */
export type AnnouncedWindow = z.infer<typeof announcedWindow>;

const announcement = z.strictObject({
  tenant: z.string(),
  displayName: z.string(),
  provider: z.string().describe("The provider's name, for people."),
  estate: z.string().describe("The estate's short name, which the events' ids end in."),
  timeZone: z.string().describe("By whose clock the windows are."),
  from: z.string().describe("The first day that is told of, by the tenant's calendar."),
  to: z.string().describe("The last day."),
  stamp: z.string().describe("The instant that the announcement is of, in UTC."),
  windows: z.array(announcedWindow).describe("In their order."),
  otherDays: z
    .array(z.strictObject({ day: z.string(), planned }))
    .describe("What is planned for a day and no window, such as a move at a renewal."),
  support: z.array(z.strictObject({ subscription: z.string(), hours: z.string() })).describe("When support answers."),
});

/** The coming maintenance of one tenant. */
export type Announcement = z.infer<typeof announcement>;

/** The `--json` document of `announce`. */
export const announceDocument = z.strictObject({
  verb: z.literal("announce"),
  announcements: z.array(announcement).describe("By tenant."),
  files: z.array(z.string()).describe("The files that were written, as paths; none without --out."),
});

/** The `--json` document of `announce`. */
export type AnnounceDocument = z.infer<typeof announceDocument>;
