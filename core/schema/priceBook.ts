import { z } from "zod";

import { costUnits } from "../kinds/consumption.ts";
import { apiVersion, calendarDay, currencyCode, rateAmount, regionName } from "./fields.ts";

const title = z.string().min(1).max(300);

const published = z.strictObject({
  kind: z.literal("published").describe("Read on a page or in a file that its supplier publishes."),
  title: title.describe("What was read."),
  url: z
    .string()
    .max(500)
    .regex(
      /^https:\/\/[a-z0-9.-]+(?:\/[\w\-.~%!$&'()*+,;=:@/?#]*)?$/,
      "a source is a page's address, which begins with https://",
    )
    .meta({ description: "Where it stands.", examples: ["https://aws.amazon.com/eks/pricing/"] }),
  read: calendarDay.describe("The day on which it was read."),
});

const contract = z.strictObject({
  kind: z.literal("contract").describe("Agreed with the supplier."),
  title: title.describe("Which contract, for the auditor."),
  read: calendarDay.optional().describe("The day on which it was read."),
});

const example = z.strictObject({
  kind: z.literal("example").describe("Read nowhere: every total that it is part of is shown as an example."),
  title: title.optional().describe("What it is based on."),
});

/** Where a rate comes from. */
export const rateSource = z.discriminatedUnion("kind", [published, contract, example]);

/** The name of a rate; its last part is its unit. */
export const rateName = z
  .string()
  .max(120, "a rate's name has at most 120 characters")
  .regex(
    new RegExp(`^[a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9][A-Za-z0-9-]*)*\\.(?:${costUnits.join("|")})$`),
    `a rate is named by words with dots between them, the last one of ${costUnits.join(", ")}, such as aws.ec2.natGateway.hour`,
  )
  .meta({ examples: ["aws.ec2.natGateway.hour"] });

/** A price book's name; longer than other names, as it may say of what, where and when it is. */
export const priceBookName = z
  .string()
  .max(60, "a price book's name has at most 60 characters")
  .regex(
    /^[a-z](?:-?[a-z0-9])*$/,
    "a price book's name starts with a letter and has lower-case letters, digits and single hyphens between them",
  )
  .meta({ description: "The book's name; also the file's.", examples: ["aws-eu-central-1"] });

/** A price book: what the provider pays its suppliers for a unit of each thing, from a day on. */
export const priceBookSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("PriceBook"),
  metadata: z.strictObject({ name: priceBookName }),
  spec: z.strictObject({
    currency: currencyCode,
    region: regionName
      .optional()
      .describe("Where these rates count; everywhere when absent, where a region has no rate of its own."),
    validFrom: calendarDay.describe("The first day on which these rates count, until a later book has them."),
    source: rateSource.describe("Where the rates come from."),
    rates: z
      .record(
        rateName,
        z.strictObject({
          unit: z.enum(costUnits).describe("What is counted; the rate's name ends with it."),
          cost: rateAmount.describe("The cost of one unit."),
        }),
      )
      .describe("The rates by their names. There may be more than anything uses."),
  }),
});

/** A price book after the first pass. */
export type PriceBookManifest = z.infer<typeof priceBookSchema>;
