/** Stands in inputs for a value that is known only when what it comes from has been made; the engine's own mark for it. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a program gives it to the engine. */
export interface GivenResource {
  /** The logical name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs of its provider. */
  readonly provider: Readonly<Record<string, unknown>>;
}

/** What happens at one property path. */
export interface PropertyChange {
  /** Such as `tags.Name`, `routes[0].cidrBlock`, `metadata.labels["app.kubernetes.io/name"]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether no object can be changed so, but has to be made anew. */
  readonly replaces: boolean;
}

/** What changes of a resource. */
export interface ResourceDifference {
  /** By path. */
  readonly changes: readonly PropertyChange[];
  /** Whether the old object has to go before there can be a new one. */
  readonly deleteBeforeReplace: boolean;
}

/** What providers do about what they are given. */
export interface ProviderRules {
  /** What changes, what providers fill in being taken for given; undefined for types that are not known. */
  readonly difference: (type: string, before: GivenResource, after: GivenResource) => ResourceDifference | undefined;
  /** Whether a preview does not know an output of what it would create, or else would change in place. */
  readonly isUnknown: (type: string, given: GivenResource, output: string, isCreate: boolean) => boolean;
  /** Whether a provider of this package, given other settings, reaches another account or cluster. */
  readonly movesTarget: (name: string, before: GivenResource["provider"], after: GivenResource["provider"]) => boolean;
}
