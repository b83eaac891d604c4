import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import * as pulumi from "@pulumi/pulumi";

import { gatewayName, tenantKey } from "../shared/clusterObjects.ts";
import { clusterMetadata } from "./metadata.ts";
import type { GatewayPlan } from "./plan.ts";

/** Arguments of {@link CellGateway}. */
export interface CellGatewayArgs {
  readonly gateway: GatewayPlan;
  /** The namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
  /** Whether the engine refuses to delete the gateway, to whose addresses the hosts of all customers lead. */
  readonly protect: boolean;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Gateway API's group and version. */
const apiVersion = "gateway.networking.k8s.io/v1";

/** The listener that sends those who ask without TLS to where there is. A gateway has to have one of its own. */
const listener = "http";

/**
 * The gateway of a cell in the cell's namespace. It answers for no host by itself: namespaces of tenants add listeners with TLS,
 * each for its own hosts, which a policy sees to.
 */
export class CellGateway extends pulumi.ComponentResource {
  constructor(name: string, args: CellGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:CellGateway", name, {}, opts);
    const { gateway, namespace, labels, protect } = args;
    const metadata = clusterMetadata(gatewayName, labels);
    const inside = { ...metadata, namespace };
    const gatewayClass = new CustomResource(
      `${gatewayName}-class`,
      { apiVersion, kind: "GatewayClass", metadata, spec: { controllerName: gateway.controllerName } },
      { parent: this },
    );
    const own = new CustomResource(
      gatewayName,
      { apiVersion, kind: "Gateway", metadata: inside, spec: gatewaySpec },
      { parent: this, protect, dependsOn: gatewayClass },
    );
    new CustomResource(
      `${gatewayName}-redirect`,
      { apiVersion, kind: "HTTPRoute", metadata: { ...inside, name: "redirect" }, spec: redirectSpec },
      { parent: this, dependsOn: own },
    );
    this.registerOutputs({});
  }
}

const gatewaySpec = {
  gatewayClassName: gatewayName,
  listeners: [
    {
      name: listener,
      port: 80,
      protocol: "HTTP",
      allowedRoutes: { namespaces: { from: "Same" }, kinds: [{ kind: "HTTPRoute" }] },
    },
  ],
  allowedListeners: {
    namespaces: { from: "Selector", selector: { matchExpressions: [{ key: tenantKey, operator: "Exists" }] } },
  },
};

const redirectSpec = {
  parentRefs: [{ name: gatewayName, sectionName: listener }],
  rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
};
