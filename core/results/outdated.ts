import { z } from "zod";

const exposure = z.strictObject({
  tenant: z.string(),
  subscription: z.string().describe("The subscription's name."),
  part: z
    .string()
    .describe('What runs the version: tier, cell eu-shared-1, or a part of the order such as database "main".'),
  product: z
    .string()
    .describe("The service whose tier it is, or the product by its name in catalogue/lifecycles.yaml."),
  version: z.string().nullable().describe("Such as standard@2 or 17; null where nobody has said which one runs."),
  pinned: z.boolean().describe("Whether the manifest pins the tier to this version."),
  state: z
    .enum(["ended", "ending", "deprecated", "unknown", "behind"])
    .describe(
      "ended: its support is over, or the tier version retired. ending: it will be within the days that were asked about. deprecated: a tier version that nobody should choose. unknown: the estate does not say until when it is supported. behind: a pin that is older than what the ring follows.",
    ),
  lastDay: z.string().optional().describe("The last day on which it is supported; absent where no end is known."),
  daysLeft: z.int().optional().describe("Days from today to that day; negative when it has passed."),
  extendedUntil: z.string().optional().describe("The last day of the support that the vendor sells beyond that."),
  successor: z.string().optional().describe("What to run instead, as `version` is written."),
  advice: z.string().describe("What to do, in a sentence."),
  command: z.string().optional().describe("The command that does it."),
});

/** A version that a tenant should leave. */
export type Exposure = z.infer<typeof exposure>;

/** The `--json` document of `outdated`. */
export const outdatedDocument = z.strictObject({
  verb: z.literal("outdated"),
  today: z.string().describe("The day that ends are compared with."),
  within: z.int().nonnegative().describe("Within how many days an end is near."),
  exposures: z.array(exposure).describe("What has ended, then what ends soonest, then the rest."),
  supported: z.int().nonnegative().describe("How many other versions the tenants run, all supported for longer."),
});

/** The `--json` document of `outdated`. */
export type OutdatedDocument = z.infer<typeof outdatedDocument>;
