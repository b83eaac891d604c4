import { z } from "zod";

/** A registry by its host, perhaps with a port, before the first slash. */
const registry = String.raw`[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?`;

/** One part of a repository's path. */
const part = String.raw`[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`;

const tag = String.raw`[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}`;

const digest = "sha256:[0-9a-f]{64}";

/**
 * An image by a tag or a digest (grammar of the Distribution project's package `reference`). `latest` and no tag at all are whatever
 * was pushed last: pods of one app would differ with the hour in which they started.
 */
export const image = z
  .string()
  .max(400)
  .regex(
    new RegExp(`^(?:${registry}/)?${part}(?:/${part})*(?::${tag})?(?:@${digest})?$`),
    "an image looks like ghcr.io/acme/shop:1.4.2",
  )
  .regex(
    new RegExp(`(?::(?!latest$)${tag}|@${digest})$`),
    "an image has a digest or a tag other than latest: what runs must not change without an order",
  )
  .meta({ examples: ["ghcr.io/acme/shop:1.4.2"] });

/**
 * Whether an image is of one of those registries or repositories. What is compared is the image without its tag and digest, up to a
 * slash, so that `ghcr.io/acme` lets in neither `ghcr.io/acme-evil/x` nor, as a registry, the same host on another port.
 */
export function isOfRegistry(reference: string, prefixes: readonly string[]): boolean {
  const repository = reference.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
  return prefixes.some((prefix) => repository === prefix || repository.startsWith(`${prefix}/`));
}
