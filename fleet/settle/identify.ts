import { subscriptionTagKey, tenantTagKey } from "../../core/resolve/tags.ts";
import { cellOfProvider } from "../engine/cellOfProvider.ts";
import { awsTypes, type AwsType } from "./awsTypes.ts";
import { comparableType, type Holding } from "./holding.ts";
import type { Places } from "./places.ts";

/** A resource that a state does not know, and of which nobody knows whether the target has it. */
export interface Sought {
  readonly urn: string;
  readonly type: string;
  /** The reference to its provider, or the provider's URN; empty for what no provider makes. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a target says of a sought resource. */
export type Answer =
  | { readonly found: readonly Holding[] }
  /** It is found by being read by this id; the object is there or the engine says that it is not. */
  | { readonly readAs: string }
  /** It cannot be found out, and making it again leaves no second one. */
  | { readonly once: string }
  /** It cannot be found out but by a person. */
  | { readonly byHand: string };

/** Which of these objects, none of which a state knows, a sought resource is. More than one is a question for people. */
export function identify(
  sought: Sought,
  unknown: readonly Holding[],
  { placeOf, regionOf, keepsUrns }: Places,
): Answer {
  const cell = cellOfReference(sought.provider);
  if (keepsUrns(cell)) return { found: unknown.filter(({ urn }) => urn === sought.urn) };
  const alike = unknown.filter(
    (holding) =>
      placeOf(holding.cell) === placeOf(cell) && comparableType(holding.type) === comparableType(sought.type),
  );
  if (sought.type.startsWith("kubernetes:"))
    return { found: alike.filter(({ id }) => id === clusterId(sought.inputs)) };
  const row = awsTypes[sought.type];
  if (row === undefined) return { byHand: "look for it in the account" };
  const region = sought.inputs["region"] ?? regionOf(cell);
  // What belongs to no region has none in its ARN.
  const near = alike.filter(({ arn = "" }) => {
    const place = arn.split(":")[3];
    return place === "" || place === region;
  });
  return inAccount(sought, row, near);
}

/** The tags that say for whom a thing is and which it is; the others may have changed since it was made. */
const identityTags = [tenantTagKey, subscriptionTagKey, "Name"] as const;

function inAccount({ inputs }: Sought, row: AwsType, near: readonly Holding[]): Answer {
  if ("idInput" in row) {
    const id = inputs[row.idInput];
    return typeof id === "string" ? { readAs: id } : { byHand: "look for it in the account" };
  }
  if (!("arn" in row)) return row;
  const tags = textsOf(inputs["tags"]);
  const tagged = near.filter((holding) => identityTags.every((key) => holding.tags[key] === tags[key]));
  switch (row.name) {
    case "Name tag":
    case "tags":
      return { found: tagged };
    case "shared tags":
      return tagged.length === 1 ? { found: tagged } : { once: "once" in row ? row.once : "" };
    default:
      return { found: near.filter(({ arn = "" }) => row.arn.exec(placeOf(arn))?.[1] === inputs[row.name]) };
  }
}

/** The id of the cell by a reference to its provider, or by the provider's URN. */
function cellOfReference(provider: string): string {
  const parts = provider.split("::");
  return parts.length > 4 ? cellOfProvider(provider) : (parts.at(-1) ?? "");
}

/** What an object of a cluster is known by: its namespace, if it is in one, and its name. */
function clusterId(inputs: Sought["inputs"]): string {
  const { namespace, name } = textsOf(inputs["metadata"]);
  return namespace === undefined ? (name ?? "") : `${namespace}/${name ?? ""}`;
}

/** An ARN without partition, region and account, as {@link awsTypes} has it. */
function placeOf(arn: string): string {
  const [, , service = "", , , ...resource] = arn.split(":");
  return `${service}:${resource.join(":")}`;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
