import type * as pulumi from "@pulumi/pulumi";

import { ownership } from "../../shared/ownership.ts";

/** Where an object of an environment is, and whose. */
export interface ObjectPlace {
  /** The namespace's name. */
  readonly namespace: pulumi.Input<string>;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The metadata of an object of an environment. */
export interface ObjectMetadata extends ObjectPlace {
  readonly name: string;
  readonly annotations: typeof ownership;
}

/** The metadata of an object by its name. */
export function objectMetadata({ namespace, labels }: ObjectPlace, name: string): ObjectMetadata {
  return { name, namespace, labels, annotations: ownership };
}
