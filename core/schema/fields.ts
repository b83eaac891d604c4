import { z } from "zod";

/** The version of all document formats; a change that breaks readers gets a new one. */
export const apiVersion = "tenantry.dev/v1";

/** Builds a lower-case identifier that no separator of ours can be confused with: see `core/names/names.ts`. */
function identifier(what: string, maximumLength: number): z.ZodString {
  return z
    .string()
    .max(maximumLength, `${what} has at most ${String(maximumLength)} characters`)
    .regex(
      /^[a-z](?:-?[a-z0-9])*$/,
      `${what} starts with a letter and has lower-case letters, digits and single hyphens between them`,
    );
}

/** A tenant's id: the stack's name and part of every physical name. Immutable. */
export const tenantId = identifier("a tenant id", 40)
  .regex(/^(?!cell-)/, "a tenant id does not begin with cell-, as the stacks of cells do")
  .regex(/^(?!tenantry$)/, "a tenant id is not tenantry, with which the names of what tenants share begin")
  .meta({
    description: "The tenant's id; never changes. Also the stack's name.",
    examples: ["acme"],
  });

/** The name of a subscription inside its tenant. */
export const subscriptionName = identifier("a subscription name", 30).meta({
  description: "The subscription's name, unique in the tenant; part of resource names.",
  examples: ["web"],
});

/** A short name of something inside a subscription, such as a bucket or an environment. */
export const partName = identifier("a name", 30);

/** The name of a rollout; that of its file too. */
export const rolloutName = identifier("a rollout's name", 60).meta({
  description: "The rollout's name, unique in the estate; the file has it too.",
  examples: ["iaas-standard-2"],
});

/** The id of a cell. */
export const cellId = identifier("a cell id", 40).meta({
  description: "The cell's id, unique in the estate.",
  examples: ["eu-central-1-main"],
});

/** The name of a tier of one service. */
export const tierName = identifier("a tier name", 30).meta({
  description: "The tier's name, unique in its service.",
  examples: ["standard"],
});

/** The name of a service kind, such as `iaas`. */
export const serviceName = identifier("a service name", 20).describe("The service kind, such as iaas or paas.");

/** A published version of a tier. */
export const tierVersion = z.int().min(1).max(9999).describe("The tier's version; a published version never changes.");

/** An AWS region by its code. */
export const regionName = z
  .string()
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region looks like eu-central-1")
  .meta({ description: "A region of the estate, by AWS's code.", examples: ["eu-central-1"] });

/** A jurisdiction that data may have to stay in, such as `EU`. */
export const jurisdiction = z
  .string()
  .regex(/^[A-Z]{2,10}$/, "a jurisdiction is two to ten capitals, such as EU")
  .meta({ examples: ["EU"] });

/** One version of a tier or an add-on by name, such as `standard@2`. */
export const versionedName = z
  .string()
  .regex(/^[a-z](?:-?[a-z0-9])*@[1-9]\d{0,3}$/, "a version looks like standard@2")
  .meta({ examples: ["standard@2"] });

/** An ISO 4217 currency code. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, "a currency is three capitals, such as EUR (ISO 4217)")
  .meta({ description: "A currency by its ISO 4217 code.", examples: ["EUR"] });

/** An amount of money in a currency's main unit with at most four decimals; parsed as text to stay exact. */
export const moneyAmount = z
  .number()
  .nonnegative()
  .max(1e9)
  .refine((amount) => hasDecimals(amount, 4), "an amount has at most four decimals");

/** Whether a number is written with no more decimals than that, and without an exponent. */
export function hasDecimals(amount: number, most: number): boolean {
  const written = /^-?\d+(?:\.(\d+))?$/.exec(String(amount));
  return written !== null && (written[1] ?? "").length <= most;
}

/** A rate or a cost of one unit, such as of a request: not negative, with at most ten decimals. */
export const rateAmount = z
  .number()
  .nonnegative()
  .max(1e9)
  .refine((amount) => Number(amount.toFixed(10)) === amount, "a rate has at most ten decimals");

/** A calendar day. */
export const calendarDay = z.iso.date("a day looks like 2026-12-31").meta({ examples: ["2026-12-31"] });

/** The waves in which a new tier version reaches tenants. */
export const ring = z.enum(["early", "general", "late"]).describe("Which wave gets a new tier version first.");

/** What the tenant should be. */
export const tenantState = z.enum(["active", "suspended", "offboarded"]).describe("What the tenant should be.");

/**
 * The beginning of images of one registry or one path of it. It ends before a slash, so that `registry.example` does not let in
 * `registry.example.evil.com`.
 */
export const imagePrefix = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)*$/,
    "the beginning of an image is a registry and perhaps a path, without a tag and without a slash at the end, such as ghcr.io/acme",
  )
  .meta({ examples: ["ghcr.io/acme"] });

/** How much harm it does when a tenant's data gets out; written on every resource. */
export const dataClass = z
  .enum(["public", "internal", "confidential", "restricted"])
  .describe("How much harm it does when the tenant's data gets out; written on every resource.");

/** How much a tenant shares: `silo` its own everything, `bridge` its own slice of something shared, `pool` shared. */
export const isolation = z.enum(["silo", "bridge", "pool"]).describe("How much of it the tenant shares.");
