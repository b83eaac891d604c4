import { didYouMean, nearest } from "../diagnostics/nearest.ts";

/** What a file of an estate is, by its name below the estate's directory; undefined when it is none of the estate's. */
export type Place =
  | "estate"
  | "waivers"
  | "lock"
  | "tier"
  | "add-on"
  | "price-book"
  | "exchange-rates"
  | "usage-assumptions"
  | "cell-costs"
  | "support-costs"
  | "billing"
  | "billing-record"
  | "customer"
  | "tenant"
  | "approval"
  | "rollout"
  | "lifecycles";

const places: readonly (readonly [RegExp, Place])[] = [
  [/^estate\.(?:ya?ml|json)$/, "estate"],
  [/^waivers\.(?:ya?ml|json)$/, "waivers"],
  [/^catalogue\.lock$/, "lock"],
  [/^catalogue\/lifecycles\.(?:ya?ml|json)$/, "lifecycles"],
  [/^catalogue\/[^/]+\/add-ons\/.*\.(?:ya?ml|json)$/s, "add-on"],
  [/^catalogue\/.*\.(?:ya?ml|json)$/s, "tier"],
  [/^pricebook\/exchange-rates\.(?:ya?ml|json)$/, "exchange-rates"],
  [/^pricebook\/usage-assumptions\.(?:ya?ml|json)$/, "usage-assumptions"],
  [/^pricebook\/cell-costs\.(?:ya?ml|json)$/, "cell-costs"],
  [/^pricebook\/support-costs\.(?:ya?ml|json)$/, "support-costs"],
  [/^pricebook\/.*\.(?:ya?ml|json)$/s, "price-book"],
  [/^billing\/billing\.(?:ya?ml|json)$/, "billing"],
  [/^billing\/records\/.*\.(?:ya?ml|json)$/s, "billing-record"],
  [/^billing\/customers\/.*\.(?:ya?ml|json)$/s, "customer"],
  [/^tenants\/.*\.(?:ya?ml|json)$/s, "tenant"],
  [/^approvals\/.*\.(?:ya?ml|json)$/s, "approval"],
  [/^rollouts\/.*\.(?:ya?ml|json)$/s, "rollout"],
];

/**
 * Decides by its name what a file is.
 *
 * @param name the path below the estate's directory, with `/` between parts.
 */
export function placeOf(name: string): Place | undefined {
  return places.find(([pattern]) => pattern.test(name))?.[1];
}

/** A manifest's file name without its directories and ending, which has to be what it declares. */
export function manifestName(name: string): string {
  return name.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/, "");
}

/** The directories below the estate's that manifests lie in. */
export const manifestDirectories: readonly string[] = [
  "approvals",
  "billing",
  "catalogue",
  "pricebook",
  "rollouts",
  "tenants",
];

/**
 * What verbs alone write and read among manifests: issued invoices. No file in it is one of an estate's documents, and in time there are
 * thousands of them.
 */
export const ledgerDirectory = "billing/invoices";

/**
 * What to do about a file or directory that is not read although somebody may expect it to be: whatever lies among manifests
 * and is none, and what is named nearly as a manifest or its directory. Undefined for what has no such look, and for Markdown.
 *
 * @param name the path below the estate's directory, of what {@link placeOf} does not know.
 */
export function strayAdvice(name: string, isDirectory: boolean): string | undefined {
  const [top = "", ...below] = name.split("/");
  if (isDirectory) return didYouMean(top, manifestDirectories);
  if (/\.md$/i.test(name)) return undefined;
  if (below.length > 0) return `Name it .yaml, .yml or .json if it is a manifest; else move it out of ${top}/.`;
  const stem = top.replace(/\..*$/, "");
  const meant = /ya?m|jso/i.test(top.slice(stem.length)) ? nearest(stem, ["estate", "waivers"]) : undefined;
  return meant === undefined
    ? undefined
    : `Name it ${meant}.yaml if it is what the estate is read from; else move it away.`;
}
