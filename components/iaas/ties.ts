import type * as pulumi from "@pulumi/pulumi";

import type { TenantNetwork } from "./network/network.ts";

/** What ties the parts of a bundle together: what all of them are given beside their plans. */
export interface BundleTies {
  /** The bundle's name, with which the names of its parts begin. */
  readonly name: string;
  /** The bundle. */
  readonly parent: pulumi.ComponentResource;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether a part with data is protected, by its list in the spec and its name: `buckets/assets`. */
  readonly isProtected: (part: string) => boolean;
  /** The policy that bounds all roles. */
  readonly permissionsBoundary: pulumi.Output<string>;
  /** The tenant's own key; absent where the tier has none. */
  readonly keyArn?: pulumi.Output<string>;
  /** The log group of machines; absent where the tier has none. */
  readonly logGroupArn?: pulumi.Output<string>;
}

/** {@link BundleTies} of parts that lie in the network. */
export interface NetworkTies extends BundleTies {
  readonly network: TenantNetwork;
}

/** The key as an argument, where there is one. */
export function keyOf({ keyArn }: BundleTies): { readonly keyArn?: pulumi.Output<string> } {
  return keyArn === undefined ? {} : { keyArn };
}
