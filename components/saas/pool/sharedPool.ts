import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import * as pulumi from "@pulumi/pulumi";

import { PaasBundle } from "../../paas/component.ts";
import { objectMetadata } from "../../paas/environment/metadata.ts";
import { certificateAnnotations, gatewayApi, listenerSetSpec } from "../../paas/routes/listeners.ts";
import { cellKey, hostsKey, sharedKey, tenantKey } from "../../shared/clusterObjects.ts";
import { poolListeners } from "./names.ts";
import type { SharedPoolPlan } from "./shared.ts";

/** Arguments of {@link SharedPool}. */
export interface SharedPoolArgs extends SharedPoolPlan {
  /** Labels of every object; those of the cell. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the engine refuses to delete the namespace and the database; true when absent. */
  readonly protect?: boolean;
}

/**
 * What the tenants of a tier share in a cell: an environment of the platform's with the application and its database, and the host at
 * which they have paths. No request reaches the application but by the route of a tenant, which says whose it is.
 *
 * @example
 * new SharedPool("saas--shared", { ...plan, labels: { "tenantry.dev/cell": "eu-shared-1" } });
 */
export class SharedPool extends pulumi.ComponentResource {
  constructor(name: string, args: SharedPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:saas:SharedPool", name, {}, opts);
    const { platform, host, issuer, labels, protect = true } = args;
    // The cluster's policies look at namespaces with a tenant's label. No tenant's id begins as this value does.
    const marks = { [tenantKey]: `cell-${labels[cellKey] ?? ""}`, [sharedKey]: "true" };
    const bundle = new PaasBundle(
      name,
      { ...platform, labels, protect, sharedNamespace: { labels: marks, protect } },
      { parent: this },
    );
    const [environment] = platform.environments;
    if (host !== undefined && environment !== undefined) {
      const namespace = environment.namespace;
      const metadata = objectMetadata({ namespace, labels }, poolListeners);
      const annotations = { ...metadata.annotations, [hostsKey]: host, ...certificateAnnotations(issuer) };
      new CustomResource(
        `${name}-listeners`,
        {
          apiVersion: gatewayApi.apiVersion,
          kind: "ListenerSet",
          metadata: { ...metadata, annotations },
          spec: listenerSetSpec([{ name: host, certificate: host }]),
        },
        { parent: this, dependsOn: bundle },
      );
    }
    this.registerOutputs({});
  }
}
