import { z } from "zod";

import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { RenderedResource } from "./renderedResource.ts";

/** All that one tenant renders, with what it was rendered from. */
export interface RenderedTenant {
  /** The tenant's id. */
  readonly tenant: string;
  /** SHA-256 over the canonical JSON of the resources, or of the error; equal where nothing of them differs. */
  readonly digest: string;
  readonly resolved: ResolvedTenant;
  /** By URN; empty where it cannot be rendered. */
  readonly resources: readonly RenderedResource[];
  /** Why it cannot be rendered. */
  readonly error?: string;
}

/** The format of the document; a change that breaks readers, such as later versions of Tenantry, gets a new one. */
export const renderFormat = "tenantry.dev/render/v1";

/** One tenant of the document. */
export const renderedTenantDocument = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 over the canonical JSON of what it renders; equal where nothing of that differs."),
  count: z.int().nonnegative().describe("How many resources it renders; 0 where it cannot be rendered."),
  error: z.string().optional().describe("Why it cannot be rendered."),
  resolved: z
    .looseObject({ id: z.string() })
    .optional()
    .describe("With --resources: the ResolvedTenant that it was rendered from."),
  resources: z
    .array(z.looseObject({ type: z.string(), name: z.string(), urn: z.string() }))
    .optional()
    .describe("With --resources: each resource as the program registers it, by URN; secrets are stand-ins."),
});

/** The `--json` document of `render`. Each tenant is on a line of its own, so that a reader need not hold all of them at once. */
export const renderDocument = z.strictObject({
  verb: z.literal("render"),
  format: z.literal(renderFormat),
  code: z.string().describe("Tenantry's version."),
  tenants: z.array(renderedTenantDocument).describe("One entry a selected tenant, in the order of their ids."),
});
