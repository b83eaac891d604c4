import { z } from "zod";

import type { AnyServiceKind, ServiceKinds } from "../kinds/serviceKind.ts";
import { addOnSchema } from "./addOn.ts";
import { approvalSchema } from "./approval.ts";
import { billingSchema } from "./billing.ts";
import { billingRecordSchema } from "./billingRecord.ts";
import { cellCostsSchema } from "./cellCosts.ts";
import { customerSchema } from "./customer.ts";
import { estateSchema } from "./estate.ts";
import { exchangeRatesSchema } from "./exchangeRates.ts";
import { incidentsSchema } from "./incidents.ts";
import { lifecyclesSchema } from "./lifecycles.ts";
import { priceBookSchema } from "./priceBook.ts";
import { rolloutSchema } from "./rollout.ts";
import { supportCostsSchema } from "./supportCosts.ts";
import { tenantDefaults, tenantSchema } from "./tenant.ts";
import { tierSchema } from "./tier.ts";
import { usageRecordSchema } from "./usage.ts";
import { usageAssumptionsSchema } from "./usageAssumptions.ts";
import { waiversSchema } from "./waivers.ts";

/** A JSON Schema (draft 2020-12) as a plain value. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** Where the schemas say that they come from; nothing is fetched from there. */
const address = "https://tenantry.dev/schemas/v1";

/**
 * JSON Schemas of an estate's files by their file names, with what the service kinds bring composed in.
 *
 * They describe one file alone, for editors and other tools: what a tenant's manifest or a subscription may leave to a lower
 * layer is not required, and what is right only among other files is for `tenantry validate`.
 */
export function jsonSchemas(kinds: ServiceKinds): Readonly<Record<string, JsonSchema>> {
  const schemas = {
    estate: withDefaultSpecs(document(estateSchema, "Estate"), kinds),
    tenant: withSubscriptions(document(tenantSchema, "Tenant"), kinds),
    tier: withKinds(document(tierSchema, "Tier"), kinds, (kind) => ({
      entitlements: plain(kind.entitlementsSchema),
      features: plain(kind.featuresSchema),
      defaults: optional(plain(kind.specSchema)),
    })),
    "add-on": withKinds(document(addOnSchema, "Add-on"), kinds, (kind) => ({
      entitlements: additions(plain(kind.entitlementsSchema)),
      features: { ...plain(kind.featuresSchema), required: [] },
      defaults: optional(plain(kind.specSchema)),
    })),
    waivers: document(waiversSchema, "Waivers"),
    approval: document(approvalSchema, "Approval"),
    incidents: document(incidentsSchema, "Incidents"),
    lifecycles: document(lifecyclesSchema, "Lifecycles"),
    rollout: document(rolloutSchema, "Rollout"),
    "price-book": document(priceBookSchema, "Price book"),
    "exchange-rates": document(exchangeRatesSchema, "Exchange rates"),
    "usage-assumptions": document(usageAssumptionsSchema, "Usage assumptions"),
    "usage-record": document(usageRecordSchema, "Usage record"),
    "cell-costs": document(cellCostsSchema, "Cell costs"),
    "support-costs": document(supportCostsSchema, "Support costs"),
    billing: document(billingSchema, "Billing"),
    "billing-record": document(billingRecordSchema, "Billing record"),
    customer: document(customerSchema, "Customer"),
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const file = `${name}.schema.json`;
      return [file, { $schema: dialect, $id: `${address}/${file}`, ...schema }];
    }),
  );
}

function document(schema: z.ZodType, title: string): JsonSchema {
  return { title: `Tenantry: ${title}`, ...plain(schema) };
}

/** What a file has to say for a schema to accept it, without a dialect of its own, to stand inside another. */
function plain(schema: z.ZodType): JsonSchema {
  const found: JsonSchema = z.toJSONSchema(schema, { io: "input" });
  delete found.$schema;
  return found;
}

/** A subscription's spec is its service kind's, and what the estate may set for all tenants need not be there. */
function withSubscriptions(tenant: JsonSchema, kinds: ServiceKinds): JsonSchema {
  const subscription = partOf(tenant, ["spec", "subscriptions"]).items as JsonSchema;
  setService(subscription, ["service"], kinds);
  subscription.allOf = Object.values(kinds).map((kind) => ({
    if: { properties: { service: { const: kind.name } }, required: ["service"] },
    then: { properties: { spec: optional(plain(kind.specSchema)) } },
  }));
  leaveOut(partOf(tenant, ["spec"]), plain(tenantDefaults));
  return tenant;
}

/** A catalogue document's parts are those of the service kind that its metadata names. */
function withKinds(
  schema: JsonSchema,
  kinds: ServiceKinds,
  partsOf: (kind: AnyServiceKind) => Record<string, JsonSchema>,
): JsonSchema {
  setService(schema, ["metadata", "service"], kinds);
  schema.allOf = Object.values(kinds).map((kind) => ({
    if: {
      properties: {
        metadata: { type: "object", properties: { service: { const: kind.name } }, required: ["service"] },
      },
      required: ["metadata"],
    },
    then: { properties: { spec: { type: "object", properties: partsOf(kind) } } },
  }));
  return schema;
}

/** The estate's defaults of a service are the kind's spec, of which every part may be missing. */
function withDefaultSpecs(estate: JsonSchema, kinds: ServiceKinds): JsonSchema {
  const services = partOf(estate, ["spec", "defaults", "services"]);
  services.properties = Object.fromEntries(
    Object.values(kinds).map((kind) => [kind.name, optional(plain(kind.specSchema))]),
  );
  return estate;
}

function setService(schema: JsonSchema, path: readonly string[], kinds: ServiceKinds): void {
  const service = partOf(schema, path);
  const { description } = service;
  for (const key of Object.keys(service)) Reflect.deleteProperty(service, key);
  Object.assign(service, { type: "string", enum: Object.keys(kinds).toSorted(), description });
}

/** The schema of the property at a path. */
function partOf(schema: JsonSchema, path: readonly string[]): JsonSchema {
  return path.reduce((part, key) => {
    const next = part.properties?.[key];
    if (typeof next !== "object") throw new TypeError(`the schema has no ${path.join(".")}`);
    return next;
  }, schema);
}

/** The schema with nothing required in its mappings: other layers may have it. What stands in a list has to be whole. */
function optional(schema: JsonSchema): JsonSchema {
  const { oneOf, anyOf = oneOf, properties, ...rest } = schema;
  delete rest.required;
  const branches = anyOf?.map((branch) => (typeof branch === "object" ? optional(branch) : branch));
  return {
    ...rest,
    ...(branches !== undefined && { anyOf: branches }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, part]) => [key, typeof part === "object" ? optional(part) : part]),
      ),
    }),
  };
}

/** Requires nothing of a schema that the defaults may give, at whatever depth. */
function leaveOut(schema: JsonSchema, defaults: JsonSchema): void {
  for (const [key, given] of Object.entries(defaults.properties ?? {})) {
    const part = schema.properties?.[key];
    if (typeof part !== "object" || typeof given !== "object") continue;
    leaveOut(part, given);
    // A mapping that still needs something of its own has to be there itself.
    if ((part.required ?? []).length > 0) continue;
    if (schema.required !== undefined) schema.required = schema.required.filter((name) => name !== key);
  }
}

/** What an add-on may grant: some of the entitlements, each more than nothing, on top of the tier's own. */
function additions(entitlements: JsonSchema): JsonSchema {
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(entitlements.properties ?? {}).map(([key, part]) => [
        key,
        {
          type: "number",
          exclusiveMinimum: 0,
          ...(typeof part === "object" && part.description !== undefined && { description: part.description }),
        },
      ]),
    ),
  };
}
