import { z } from "zod";

import { apiVersion, ring, rolloutName, serviceName, tenantId, tierName, tierVersion } from "./fields.ts";

const count = z.int().min(1).max(100_000);
const percent = z.number().min(1, "a wave has at least 1 %").max(100, "no more than 100 % can be meant");

/** How many of something, or what share of it; one of the two. */
const hasOne = (value: Readonly<Record<string, unknown>>, ...keys: readonly string[]): boolean =>
  keys.filter((key) => value[key] !== undefined).length === 1;

const wave = z
  .strictObject({
    tenants: count.optional().describe("How many tenants."),
    percent: percent.optional().describe("What share of a ring's tenants; one at least."),
    canary: count.optional().describe("How many the first wave of each ring has; as many as the others when absent."),
  })
  .refine((value) => hasOne(value, "tenants", "percent"), "a wave has either tenants or percent")
  .describe("How many tenants are brought to the new version before the gates are asked again.");

const budget = z
  .strictObject({
    failed: z.int().min(0).max(100_000).optional().describe("How many tenants may fail."),
    percent: z
      .number()
      .min(0)
      .max(100, "no more than 100 % can fail")
      .optional()
      .describe("What share of all tenants of the rollout may fail."),
  })
  .refine((value) => hasOne(value, "failed", "percent"), "a budget has either failed or percent")
  .describe("How many may fail before the rollout stops by itself.");

/** Stands for a tenant's id in what is probed. */
export const tenantPlaceholder = "{tenant}";

const httpsUrl = z
  .string()
  .max(500)
  .refine((text) => isPlainHttps(text.replaceAll(tenantPlaceholder, "tenant")), {
    message: "what is probed is an https URL without a user, a password or a fragment",
  })
  .meta({ examples: ["https://{tenant}.apps.northwind.example/health"] });

const tcpAddress = z
  .string()
  .max(260)
  .regex(
    /^(?:[a-z0-9-]|\{tenant\})+(?:\.(?:[a-z0-9-]|\{tenant\})+)*:(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/,
    "what is probed by TCP is a host and a port, such as db.northwind.example:5432",
  )
  .meta({ examples: ["{tenant}.db.northwind.example:5432"] });

const probe = z
  .strictObject({
    url: httpsUrl.optional().describe(`An address that is fetched; ${tenantPlaceholder} stands for the tenant's id.`),
    status: z.int().min(100).max(599).optional().describe("The status that is expected of it; 200 when absent."),
    tcp: tcpAddress
      .optional()
      .describe(`A host and port to connect to; ${tenantPlaceholder} stands for the tenant's id.`),
    seconds: z.int().min(1).max(600).default(30).describe("How long it is tried before the tenant counts as failed."),
  })
  .refine((value) => hasOne(value, "url", "tcp"), "a probe has either url or tcp")
  .refine(({ status, tcp }) => status === undefined || tcp === undefined, {
    path: ["status"],
    message: "only a URL has a status",
  });

/** One thing that has to answer for a tenant to count as well. */
export type Probe = z.infer<typeof probe>;

const gates = z
  .strictObject({
    drift: z.boolean().default(true).describe("Nothing of a tenant may be other than its stack made it."),
    policies: z.boolean().default(true).describe("A tenant may break no policy rule that it did not break before."),
    probes: z.array(probe).max(20).default([]).describe("What has to answer."),
  })
  .prefault({})
  .describe("What each tenant of a wave has to pass, beside that its run ended well.");

const status = z
  .strictObject({
    state: z
      .enum(["running", "paused", "stopped", "aborted", "done", "rolled-back"])
      .default("running")
      .describe(
        "running: `rollout run` goes on with it. paused, stopped: it rests until `rollout resume`; stopped by itself. The others are ends.",
      ),
    undoing: z.literal(true).optional().describe("Its waves go back to the old version."),
    wave: z.int().min(0).default(0).describe("How many waves have begun."),
    reached: z
      .array(tenantId)
      .max(100_000)
      .default([])
      .describe(
        "The tenants that get the new version, whether or not their run has ended, in the order of their waves.",
      ),
    open: z
      .array(tenantId)
      .max(100_000)
      .default([])
      .describe("The tenants whose wave has begun and of which it is not known yet how they ended."),
    failed: z
      .array(z.strictObject({ tenant: tenantId, why: z.string().min(1).max(300) }))
      .max(100_000)
      .default([])
      .describe("The tenants that failed, and at what; of what targets said nothing is kept."),
    outsideWindows: z
      .string()
      .min(10)
      .max(500)
      .optional()
      .describe("Why, from now on, nobody's maintenance window is waited for and no freeze."),
    reason: z.string().min(1).max(500).optional().describe("Why it is in its state."),
  })
  .describe("How far it is. Verbs write it.");

/** `rollouts/<name>.yaml`: that tenants are brought to another version of a tier, or to today's code, wave by wave. */
export const rolloutSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Rollout"),
  metadata: z.strictObject({ name: rolloutName }),
  spec: z
    .strictObject({
      service: serviceName.optional(),
      tier: tierName.optional(),
      from: tierVersion.optional().describe("The version that tenants stay on until it is their turn."),
      to: tierVersion.optional().describe("The version that they are brought to."),
      code: z
        .literal(true)
        .optional()
        .describe("Apply tenants with today's code, instead of bringing them to another version of a tier."),
      rings: z
        .array(ring)
        .min(1, "a rollout has at least one ring")
        .max(3)
        .refine((rings) => new Set(rings).size === rings.length, "a ring stands once in a rollout")
        .default(["early", "general", "late"])
        .describe("The rings, in their order."),
      wave: wave.prefault({ percent: 10, canary: 1 }),
      budget: budget.prefault({ failed: 0 }),
      gates,
      windows: z.boolean().default(true).describe("Whether a tenant is run in its maintenance window alone."),
      reason: z.string().min(10).max(500).optional().describe("Why; has to be there where windows are not kept."),
    })
    .refine(({ code, from, to }) => code !== undefined || (from !== undefined && to !== undefined), {
      path: ["from"],
      message: "a rollout has from and to, or code: true",
    })
    .refine(({ code, from, to }) => code === undefined || (from === undefined && to === undefined), {
      path: ["code"],
      message: "a rollout of code has neither from nor to",
    })
    .refine(({ code, service, tier }) => code !== undefined || (service !== undefined && tier !== undefined), {
      path: ["tier"],
      message: "a rollout of a tier names its service and tier",
    })
    .refine(({ service, tier }) => service !== undefined || tier === undefined, {
      path: ["service"],
      message: "a tier is one of a service",
    })
    .refine(({ windows, reason }) => windows || reason !== undefined, {
      path: ["reason"],
      message: "a rollout that keeps no windows says why",
    }),
  status: status.prefault({}),
});

/** A rollout after the first pass. */
export type RolloutManifest = z.infer<typeof rolloutSchema>;

/** How far a rollout is. */
export type RolloutStatus = RolloutManifest["status"];

function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return protocol === "https:" && username === "" && password === "" && hash === "" && text.startsWith("https://");
}
