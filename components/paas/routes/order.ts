import { z } from "zod";

import type { Demand } from "../../../core/kinds/serviceKind.ts";
import { partName } from "../../../core/schema/fields.ts";

/** A DNS label (RFC 1123, section 2.1). */
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/**
 * A host by its full name in DNS (RFC 1123, section 2.1): two labels or more, at most 253 characters. The last one has a letter, so
 * that no address is one. Names in other scripts are written as DNS has them, such as `xn--bcher-kva.example` (RFC 5890).
 */
export const hostName = z
  .string()
  .max(253, "a host's name has at most 253 characters")
  .regex(
    new RegExp(`^(?:${label}\\.)+(?![\\d-]+$)${label}$`),
    "a host's name is a full one in lower case, without a wildcard and without a dot at the end, such as www.acme.example",
  )
  .meta({ description: "The host's full name, unique in the estate.", examples: ["www.acme.example"] });

/** A part of a path: not of dots alone, and without a coded slash (Gateway API v1.6, HTTPPathMatch). */
const pathPart = "(?!\\.\\.?(?:/|$))(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%(?!2[fF])[0-9A-Fa-f]{2})+";

const pathPrefix = z
  .string()
  .max(1024)
  .regex(
    new RegExp(`^/(?:${pathPart}(?:/${pathPart})*/?)?$`),
    "a path begins with a slash and has no empty part and none that is . or .., such as /shop",
  );

const host = z.strictObject({
  name: hostName,
  app: partName.optional().describe("The app that answers; the only one when absent."),
  environment: partName.optional().describe("The environment that answers; the first one when absent."),
  path: pathPrefix
    .default("/")
    .meta({ description: "What the paths of requests begin with that are answered.", examples: ["/shop"] }),
});

/** What is ordered of hosts: fields of the spec. */
export const routesOrder = {
  // A set of listeners has at most 64 (Gateway API v1.6, ListenerSet), and all hosts may be of one environment.
  hosts: z
    .array(host)
    .max(64)
    .default([])
    .describe("Hosts that lead to apps from outside, by HTTPS alone. Their names in DNS are the customer's to set."),
};

/** What is ordered of hosts. */
export type RoutesOrder = z.output<z.ZodObject<typeof routesOrder>>;

/** What a tier grants of hosts: fields of its entitlements. */
export const routesEntitlements = {
  hosts: z.int().min(0).max(64).default(0).describe("How many hosts may be ordered."),
};

/** How much of what a tier grants an order comes to. */
export function routesDemand({ hosts }: RoutesOrder): { readonly hosts: Demand } {
  return { hosts: { amount: hosts.length, path: ["hosts"] } };
}
