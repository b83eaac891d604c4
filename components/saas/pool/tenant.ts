import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata } from "../../paas/environment/metadata.ts";
import { certificateAnnotations, gatewayApi, listenerSetSpec } from "../../paas/routes/listeners.ts";
import { hostsKey } from "../../shared/clusterObjects.ts";
import { recordText } from "../record.ts";
import type { PoolTenantPlan } from "./plan.ts";
import { ownRoute, sharedRoute } from "./routeSpecs.ts";
import { tenantStatements } from "./sql/tenantStatements.ts";

/** Arguments of {@link PoolTenant}. */
export interface PoolTenantArgs extends PoolTenantPlan {
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the engine refuses to delete the record, without which the application deletes the tenant's rows; true when absent. */
  readonly protect?: boolean;
}

const { apiVersion } = gatewayApi;

/**
 * What is one tenant's own in a pool: its record in the registry of tenants, which is all records of the pool's namespace, and the ways
 * that lead to the application in its name. The application, its database and its network are the cell's.
 */
export class PoolTenant extends pulumi.ComponentResource {
  /** By which the application and its database know the tenant. */
  readonly tenant: pulumi.Output<string>;

  constructor(name: string, args: PoolTenantArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:saas:PoolTenant", name, {}, opts);
    const { pool, objectName, record, routes, labels, protect = true } = args;
    const { namespace } = pool;
    const statements = tenantStatements(record);
    const own = objectMetadata({ namespace, labels }, objectName);
    const registered = new ConfigMap(
      `${name}-record`,
      {
        metadata: own,
        data: {
          "tenant.json": recordText(record),
          "provision.sql": statements.provision,
          "export.sql": statements.export,
          "erase.sql": statements.erase,
        },
      },
      { parent: this, protect },
    );
    // Nobody is sent to the application before it may know the tenant.
    const parent = { parent: this, dependsOn: registered };
    if (routes.hosts.length > 0) {
      // Objects in a namespace of many tenants say themselves for which hosts they answer.
      const metadata = withAnnotations(own, { [hostsKey]: routes.hosts.join(",") });
      const listeners = new CustomResource(
        `${name}-listeners`,
        {
          apiVersion,
          kind: "ListenerSet",
          metadata: withAnnotations(metadata, certificateAnnotations(routes.issuer)),
          spec: listenerSetSpec(routes.hosts.map((host) => ({ name: host, certificate: host }))),
        },
        parent,
      );
      const spec = ownRoute(args);
      new CustomResource(
        `${name}-hosts`,
        { apiVersion, kind: "HTTPRoute", metadata, spec },
        { parent: this, dependsOn: listeners },
      );
    }
    if (routes.shared !== undefined) {
      const { objectName: route, host } = routes.shared;
      const metadata = withAnnotations(objectMetadata({ namespace, labels }, route), { [hostsKey]: host });
      const spec = sharedRoute(args, routes.shared);
      new CustomResource(`${name}-path`, { apiVersion, kind: "HTTPRoute", metadata, spec }, parent);
    }
    this.tenant = pulumi.output(objectName);
    this.registerOutputs({ tenant: this.tenant });
  }
}

function withAnnotations(
  metadata: ReturnType<typeof objectMetadata>,
  more: Readonly<Record<string, string>>,
): ReturnType<typeof objectMetadata> {
  return { ...metadata, annotations: { ...metadata.annotations, ...more } };
}
