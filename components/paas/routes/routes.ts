import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "../environment/metadata.ts";
import { certificateAnnotations, gatewayApi, listenerSetSpec } from "./listeners.ts";
import type { HostPlan, RoutesPlan } from "./plan.ts";

/** Arguments of {@link EnvironmentRoutes}. */
export interface EnvironmentRoutesArgs extends ObjectPlace, Pick<RoutesPlan, "issuer"> {
  /** The hosts of the environment; at least one and at most 64. */
  readonly hosts: readonly HostPlan[];
}

const { group, apiVersion } = gatewayApi;

/** The name of an environment's one set of listeners. */
const listenerSet = "tenantry";

/**
 * The ways in of an environment's hosts (Gateway API v1.6): a set of listeners on the cell's gateway with one for each host, by HTTPS
 * with a certificate of its own, and a route from each to a service. A listener is named as its host.
 */
export class EnvironmentRoutes extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:EnvironmentRoutes", name, {}, opts);
    const metadata = objectMetadata(args, listenerSet);
    const listeners = new CustomResource(
      `${name}-listeners`,
      {
        apiVersion,
        kind: "ListenerSet",
        metadata: { ...metadata, annotations: { ...metadata.annotations, ...certificateAnnotations(args.issuer) } },
        spec: listenerSetSpec(args.hosts),
      },
      { parent: this },
    );
    for (const host of args.hosts) {
      new CustomResource(
        `${name}-${host.name}`,
        { apiVersion, kind: "HTTPRoute", metadata: objectMetadata(args, host.name), spec: routeOf(host) },
        { parent: this, dependsOn: listeners },
      );
    }
    this.registerOutputs({});
  }
}

function routeOf({ name, path, backend }: HostPlan) {
  return {
    parentRefs: [{ group, kind: "ListenerSet", name: listenerSet, sectionName: name }],
    hostnames: [name],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: path } }],
        backendRefs: [{ group: "", kind: "Service", name: backend.service, port: backend.port, weight: 1 }],
      },
    ],
  };
}
