import { z } from "zod";

import { cellOfProvider } from "../engine/cellOfProvider.ts";
import { isBeingDestroyed } from "../engine/destroyMark.ts";
import { comparableType, type Holding } from "./holding.ts";
import type { Places } from "./places.ts";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  custom: z.boolean().default(false),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
  parent: z.string().default(""),
  provider: z.string().default(""),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const deploymentSchema = z
  .looseObject({
    resources: z.array(resource).default([]),
    pending_operations: z
      .array(z.object({ type: z.string(), resource }))
      .nullish()
      .transform((operations) => operations ?? []),
  })
  .prefault({});

/** A resource in a state, as far as it is asked for. */
export type KnownResource = z.infer<typeof resource>;

/** What a state knows of its stack's objects. */
export interface KnownState {
  readonly resources: readonly KnownResource[];
  /** What was being created when the state was last written; nobody knows whether it was. */
  readonly creating: readonly KnownResource[];
  /** URNs of what was being changed, deleted or read then. */
  readonly changing: readonly string[];
  /** URNs of what has an id and was never read: a settlement was cut off between the two. */
  readonly unread: readonly string[];
  /** Whether the stack was being destroyed; the state does not say what of it was. */
  readonly destroying: boolean;
  /** Whether a run of the stack has ever ended well. */
  readonly hasRun: boolean;
}

/** Reads a deployment as the engine keeps it; undefined stands for a stack that has none. */
export function knownState(deployment: unknown): KnownState {
  const { resources, pending_operations: operations } = deploymentSchema.parse(deployment ?? {});
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    resources,
    creating: operations.filter(({ type }) => type === "creating").map((operation) => operation.resource),
    changing: operations.filter(({ type }) => type !== "creating").map((operation) => operation.resource.urn),
    unread: objectsOf({ resources }).flatMap(({ urn, outputs }) => (Object.keys(outputs).length === 0 ? [urn] : [])),
    destroying: resources.some(isBeingDestroyed),
    hasRun: stack?.outputs["runs"] !== undefined,
  };
}

/** The ids of the cells that something of a stack is in, or was being made in. */
export function cellsOf({ resources, creating }: KnownState): ReadonlySet<string> {
  return new Set([...resources, ...creating].filter(isObject).map(({ provider }) => cellOfProvider(provider)));
}

/** Says of an object whether a state knows it. */
export function knows({ resources }: KnownState, { placeOf }: Places): (holding: Holding) => boolean {
  const keys = new Set(objectsOf({ resources }).flatMap((resource) => keysOfResource(resource, placeOf)));
  return (holding) => keysOfHolding(holding, placeOf).some((key) => keys.has(key));
}

/**
 * URNs of what a state has in cells of the estate and their targets did not tell of: it is gone, or of a kind that they do not list.
 * What only waits for being deleted is left out: what deletes it takes no offence if it is gone.
 *
 * @param holdings all that the targets hold of the stack.
 */
export function untold(state: KnownState, holdings: readonly Holding[], { placeOf, has }: Places): string[] {
  const told = new Set(holdings.flatMap((holding) => keysOfHolding(holding, placeOf)));
  return objectsOf(state)
    .filter((resource) => !resource.delete && has(cellOfProvider(resource.provider)))
    .filter((resource) => !keysOfResource(resource, placeOf).some((key) => told.has(key)))
    .map(({ urn }) => urn);
}

/** What an object is found by: its place, type and id, and its ARN where it has one. */
function keysOfResource({ type, id, provider, outputs }: KnownResource, placeOf: Places["placeOf"]): string[] {
  const arn = typeof outputs["arn"] === "string" ? [outputs["arn"]] : [];
  return [keyOf(placeOf(cellOfProvider(provider)), type, id), ...arn];
}

function keysOfHolding({ cell, type, id, arn }: Holding, placeOf: Places["placeOf"]): string[] {
  return [keyOf(placeOf(cell), type, id), ...(arn === undefined ? [] : [arn])];
}

function keyOf(place: string, type: string, id: string): string {
  return [place, comparableType(type), id].join("\n");
}

/** What a stack has in targets, without what it only reads, its providers and its components. */
export function objectsOf({ resources }: Pick<KnownState, "resources">): readonly KnownResource[] {
  return resources.filter(isObject);
}

/** True for what is an object in a target and the stack's own. */
function isObject({ custom, external, provider }: KnownResource): boolean {
  return custom && !external && provider !== "";
}
