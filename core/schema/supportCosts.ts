import { z } from "zod";

import { apiVersion, serviceName, tenantId } from "./fields.ts";
import { rateName } from "./priceBook.ts";
import { support } from "./serviceLevel.ts";
import { quantityRange } from "./usageAssumptions.ts";

const plan = support.shape.plan;

/** `pricebook/support-costs.yaml`: what looking after customers takes, beside what is run for them. */
export const supportCostsSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("SupportCosts"),
  spec: z.strictObject({
    rate: rateName
      .regex(/\.hour$/, "the rate of support is one of an hour")
      .describe("The rate of an hour of support, in the price books."),
    plans: z
      .partialRecord(plan, quantityRange)
      .describe("By support plan: the hours a month that one subscription takes."),
    services: z
      .record(serviceName, z.partialRecord(plan, quantityRange))
      .default({})
      .describe("By service and plan, where a service takes other hours."),
    tenants: z
      .record(tenantId, quantityRange)
      .default({})
      .describe("By tenant, where each of its subscriptions takes other hours. It wins over the service's."),
    tools: z
      .array(
        z.strictObject({
          part: z.string().min(1).max(80).describe("What it is, as people call it, such as monitoring."),
          rate: rateName
            .regex(/\.month$/, "the rate of a tool is one of a month")
            .describe("The rate of a month for one tenant, in the price books."),
        }),
      )
      .max(100)
      .default([])
      .describe("What is paid for each tenant whatever it orders; its subscriptions bear it in equal parts."),
  }),
});

/** The costs of support after the first pass. */
export type SupportCostsManifest = z.infer<typeof supportCostsSchema>;
