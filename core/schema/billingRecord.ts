import { z } from "zod";

import {
  apiVersion,
  calendarDay,
  serviceName,
  subscriptionName,
  tenantId,
  tenantState,
  versionedName,
} from "./fields.ts";

const billedSubscription = z.strictObject({
  name: subscriptionName,
  service: serviceName,
  tier: versionedName.describe("The version that is billed."),
  addOns: z.array(versionedName).max(20).default([]).describe("The add-ons that are billed."),
});

/** A subscription as it is billed from some day on. */
export type BilledSubscription = z.infer<typeof billedSubscription>;

const change = z.strictObject({
  on: calendarDay.describe("The first day on which this is billed, by the tenant's calendar."),
  state: tenantState.describe("What the tenant is from that day on; of one that is offboarded nothing is billed."),
  subscriptions: z.array(billedSubscription).max(100).describe("All that is billed from that day on."),
});

/** What is billed from a day on. */
export type BillingChange = z.infer<typeof change>;

/** `billing/records/<tenant>.yaml`: what a tenant was billed for, day by day. Only ever appended to. */
export const billingRecordSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("BillingRecord"),
  metadata: z.strictObject({ tenant: tenantId.describe("The tenant's id; also the file's name.") }),
  spec: z.strictObject({
    changes: z.array(change).min(1).max(10_000).describe("In the order of their days; each holds until the next."),
  }),
});

/** What a tenant was billed for, after the first pass. */
export type BillingRecordManifest = z.infer<typeof billingRecordSchema>;
