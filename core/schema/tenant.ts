import { z } from "zod";

import { visible } from "../diagnostics/visible.ts";
import {
  apiVersion,
  calendarDay,
  cellId,
  currencyCode,
  dataClass,
  jurisdiction,
  regionName,
  ring,
  serviceName,
  subscriptionName,
  tenantId,
  tenantState,
  versionedName,
} from "./fields.ts";
import { offboardingSchema } from "./offboarding.ts";
import { retentionDays } from "./retention.ts";

const email = z.email("an e-mail address looks like ops@acme.example").meta({ examples: ["ops@acme.example"] });

const contacts = z.strictObject({
  technical: email.describe("Who is told of incidents and maintenance."),
  billing: email.describe("Who gets invoices."),
  security: email.describe("Who is told of vulnerabilities and breaches."),
});

const contract = z.strictObject({
  currency: currencyCode.describe("What the tenant is billed in."),
  billing: z.enum(["monthly", "quarterly", "yearly"]).describe("The billing period."),
  start: calendarDay.describe("The first day of the contract."),
  costCentre: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/,
      "a cost centre has up to 40 letters, digits, dots, hyphens and underscores",
    )
    .optional()
    .describe("The customer's cost centre, written on every resource; the tenant's id when absent."),
  owner: z
    .string()
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9])?$/,
      "an owner has up to 40 letters, digits, dots, hyphens and underscores, and a letter or digit at each end",
    )
    .optional()
    .meta({
      description:
        "Who answers for the resources on the customer's side, such as a team or an office, never a person's name or address: it is written on every resource, and tags are no place for personal data (Tagging AWS Resources User Guide, introduction). The tenant's id when absent.",
      examples: ["web-team"],
    }),
  residency: jurisdiction
    .optional()
    .describe("Where data has to stay, by the estate's jurisdictions; anywhere when absent."),
  retentionDays: retentionDays
    .optional()
    .describe(
      "How long data is kept after the customer has left, where the contract says; never less than the tier's.",
    ),
  contacts: contacts.describe("Whom to write to."),
});

const maintenance = z.strictObject({
  window: z
    .string()
    .regex(
      /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/,
      "a window looks like Sun 02:00-04:00",
    )
    .meta({
      description: "Day and hours, in the tenant's time zone, in which planned changes may happen.",
      examples: ["Sun 02:00-04:00"],
    }),
  timeZone: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: "A name of the IANA time zone database.", examples: ["Europe/Berlin"] }),
});

const tierReference = z
  .string()
  .regex(/^[a-z](?:-?[a-z0-9])*(?:@[1-9]\d{0,3})?$/, "a tier looks like standard@2, or standard to follow the ring")
  .meta({
    description: "The tier, pinned to a version (standard@2) or following the tenant's ring (standard).",
    examples: ["standard@2", "standard"],
  });

const approver = z.email("an approver is an e-mail address");

const pendingMove = z.strictObject({
  to: tierReference,
  when: z
    .enum(["window", "renewal"])
    .describe("In a maintenance window of the tenant's, or on the first day of a period of its contract."),
  on: calendarDay.describe("The day of the renewal; for a window, the first day whose window may be used."),
  requested: calendarDay.describe("When it was asked for."),
  approvedBy: approver.optional().describe("For a move that needs an approval: who has given it."),
});

const subscription = z.strictObject({
  name: subscriptionName,
  service: serviceName,
  tier: tierReference,
  move: z
    .strictObject({
      on: calendarDay.optional().describe("For a move at a renewal: the agreed first day of a period of the contract."),
      approvedBy: approver.optional().describe("For a move that needs an approval: who has given it."),
    })
    .optional()
    .describe("What was agreed about a move to this tier; it has no meaning once the tier runs."),
  pending: pendingMove
    .optional()
    .describe(
      "A move that is agreed and not due yet. It changes nothing that runs: `tenantry moves --due` carries it out when it is.",
    ),
  cell: cellId.optional().describe("Where it lands; may be left out where only one cell of the region fits."),
  addOns: z.array(versionedName).max(20).default([]).describe("Add-ons of the service, each pinned to a version."),
  spec: z
    .record(z.string(), z.unknown())
    .default({})
    .describe("What is ordered, by the service kind's own schema; the defaults' layers lie below it."),
});

const suspension = z.strictObject({
  reason: z.enum(["non-payment", "security", "customer-request"]).describe("Why the tenant is suspended."),
  since: calendarDay.describe("Since when."),
  note: z
    .string()
    .min(1)
    .max(500)
    .refine((text) => visible(text) === text, "a note is one line of characters that can be seen")
    .optional()
    .describe("What else there is to know, on one line, for people."),
});

const labels = z
  .record(
    z
      .string()
      .max(60, "a label's key has at most 60 characters")
      .regex(
        /^[a-z](?:[-./]?[a-z0-9])*$/,
        "a label's key starts with a letter and has lower-case letters and digits, with single hyphens, dots and slashes between them",
      ),
    z
      .string()
      .max(63, "a label's value has at most 63 characters")
      .regex(
        /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
        "a label's value has letters, digits, dots, hyphens and underscores, and a letter or digit at each end",
      ),
  )
  .refine((all) => Object.keys(all).length <= 50, "a tenant has at most 50 labels");

/** What the estate may set for all tenants; a manifest's own values win. */
export const tenantDefaults = z.strictObject({
  contract: z
    .strictObject({
      currency: contract.shape.currency.optional(),
      billing: contract.shape.billing.optional(),
      residency: contract.shape.residency,
    })
    .optional(),
  region: regionName.optional(),
  ring: ring.optional(),
  maintenance: maintenance.partial().optional(),
});

/** A tenant manifest: what one customer has ordered. The `spec` of each subscription is checked by its service kind. */
export const tenantSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Tenant"),
  metadata: z.strictObject({
    id: tenantId,
    displayName: z.string().min(1).max(100).describe("The customer's name, for people."),
    labels: labels.default({}).meta({
      description:
        "What operators tell tenants apart by when they select some of them, as in --label segment=retail. Written on no resource: a change of labels changes nothing that runs.",
      examples: [{ segment: "retail" }],
    }),
  }),
  spec: z.strictObject({
    contract: contract.describe("What was agreed with the customer."),
    region: regionName,
    ring: ring.default("general"),
    maintenance: maintenance.describe("When planned changes may happen."),
    state: tenantState.default("active"),
    suspension: suspension
      .optional()
      .describe("Why a suspended tenant is suspended, for people and reports; it changes nothing that runs."),
    offboarding: offboardingSchema
      .optional()
      .describe("How the end of an offboarded tenant was agreed; `tenantry offboard` writes it."),
    dataClass: dataClass.default("confidential"),
    subscriptions: z.array(subscription).max(50).describe("What the tenant has ordered."),
  }),
});

/** A tenant manifest after the first pass: its shape is right, its references are not yet checked. */
export type TenantManifest = z.infer<typeof tenantSchema>;

/** One subscription of a manifest, before its `spec` has been checked by the service kind. */
export type SubscriptionManifest = TenantManifest["spec"]["subscriptions"][number];
