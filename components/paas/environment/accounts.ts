import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/serviceAccountPatch.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "./metadata.ts";

/** Arguments of {@link EnvironmentAccounts}. */
export interface EnvironmentAccountsArgs extends ObjectPlace {
  /** Names of secrets that images are pulled with. */
  readonly imagePullSecrets: readonly string[];
}

/**
 * What pods run as: the namespace's own account `default`, and the account `apps`, which pulls images with the customer's
 * secrets. Neither gives its pods a token of the cluster, and neither may do anything there.
 */
export class EnvironmentAccounts extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentAccountsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:EnvironmentAccounts", name, {}, opts);
    const parent = { parent: this };
    // The cluster makes this account, soon after the namespace or before: a patch is right in either case.
    new ServiceAccountPatch(
      `${name}-default`,
      { metadata: objectMetadata(args, "default"), automountServiceAccountToken: false },
      parent,
    );
    new ServiceAccount(
      `${name}-apps`,
      {
        metadata: objectMetadata(args, "apps"),
        automountServiceAccountToken: false,
        ...(args.imagePullSecrets.length > 0 && {
          imagePullSecrets: args.imagePullSecrets.map((secret) => ({ name: secret })),
        }),
      },
      parent,
    );
    this.registerOutputs({});
  }
}
