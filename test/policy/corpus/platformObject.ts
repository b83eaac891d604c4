import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { labels, ofApps } from "../tenancy/tenantStack.ts";

/** The namespace of the environment. */
export const namespace = "acme--apps--prod";

/** An object in the environment, named as its resource unless its metadata says otherwise. */
export const inside = (
  type: string,
  name: string,
  inputs: object,
  metadata: object = {},
  more: Partial<RenderedResource> = {},
): RenderedResource =>
  ofApps(`kubernetes:${type}`, name, { metadata: { name, namespace, labels, ...metadata }, ...inputs }, more);
