import { Temporal } from "temporal-polyfill";
import { z } from "zod";

import { apiVersion, cellId, serviceName, tenantId } from "./fields.ts";

const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/,
    "an instant has an offset and no parts of seconds, such as 2026-11-03T10:00:00+01:00",
  )
  .refine(exists, "the instant does not exist; is it a day or an hour that there is?")
  .meta({ examples: ["2026-11-03T10:00:00+01:00"] });

const names = <T extends z.ZodType>(name: T, description: string) =>
  z.array(name).min(1).max(100_000).optional().describe(description);

const affected = z
  .strictObject({
    tenants: names(tenantId, "Tenants by id, with all their subscriptions."),
    subscriptions: names(
      z.string().regex(/^[a-z](?:-?[a-z0-9])*\/[a-z](?:-?[a-z0-9])*$/, "a subscription looks like acme/web"),
      "Single subscriptions, such as acme/web.",
    ),
    cells: names(cellId, "Cells, with every subscription that lands there."),
    services: names(serviceName, "Services, with every subscription to them."),
  })
  .refine((chosen) => Object.values(chosen).some((list) => list !== undefined), "an incident affects somebody");

const incident = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?$/, "an incident's id looks like INC-2026-0042")
      .meta({ description: "The incident's id, unique in the file.", examples: ["INC-2026-0042"] }),
    affects: affected.describe("Whom it affects: all that any of these names."),
    from: instant.describe("When it began."),
    to: instant.optional().describe("When it was over; it goes on when absent."),
    impact: z.enum(["full", "partial"]).describe("full: nothing worked. partial: some of it did not."),
    fraction: z
      .number()
      .min(0.0001)
      .max(0.9999)
      .refine((part) => /^0\.\d{1,4}$/.test(String(part)), "a fraction has at most four decimals")
      .optional()
      .describe("For a partial impact: how much did not work, from 0 to 1, as the contract measures it."),
    maintenance: z
      .strictObject({
        announced: instant.describe("When customers were told of it."),
        reference: z.string().min(1).max(100).optional().describe("Where it was planned."),
      })
      .optional()
      .describe(
        "Set for planned work. What of it lies in a tenant's own windows, and was announced before, is no downtime.",
      ),
    response: z
      .strictObject({
        severity: z.enum(["critical", "high", "normal"]).describe("How bad it was, by the tier's words."),
        reported: instant.describe("When it was reported to support."),
        answered: instant.optional().describe("When support first answered; it has not when absent."),
      })
      .optional()
      .describe("How quickly support answered, which is compared with the tier's promise."),
    note: z.string().min(1).max(1000).optional().describe("What happened, for people."),
  })
  .refine(({ impact, fraction }) => (impact === "partial") === (fraction !== undefined), {
    path: ["fraction"],
    message: "a partial impact has a fraction, and a full one has none",
  });

/** A file of incidents, from which `tenantry sla` computes availability. */
export const incidentsSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Incidents"),
  spec: z.strictObject({ incidents: z.array(incident).max(100_000).describe("What happened, in any order.") }),
});

/** A file of incidents after the first pass. */
export type IncidentsManifest = z.infer<typeof incidentsSchema>;

/** One time in which something did not work. */
export type Incident = IncidentsManifest["spec"]["incidents"][number];

function exists(text: string): boolean {
  try {
    return Temporal.Instant.from(text).epochMilliseconds > 0;
  } catch {
    return false;
  }
}
