import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { ofWeb } from "../tenancy/tenantStack.ts";
import { place, tagged } from "./awsStack.ts";

/** The tags of the subscription. */
export const { tags } = tagged("", "", {}).inputs as { readonly tags: Readonly<Record<string, string>> };

/** The tenant's own key. */
export const kmsKeyId = `arn:aws:kms:${place.region}:${place.account}:key/1`;

/** A resource of the subscription with its tags. */
export const own = (
  type: string,
  name: string,
  inputs: object,
  more: Partial<RenderedResource> = {},
): RenderedResource => ofWeb(type, name, { ...inputs, tags }, more);
