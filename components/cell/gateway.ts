import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";

import { cellNamespace, gatewayLabel, gatewayName, tenantKey } from "../shared/clusterObjects.ts";
import { clusterMetadata } from "./metadata.ts";
import type { GatewayPlan } from "./plan.ts";

/** Arguments of {@link CellGateway}. */
export interface CellGatewayArgs {
  readonly gateway: GatewayPlan;
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
 * The gateway of a cell in a namespace of its own. It answers for no host by itself: namespaces of tenants add listeners with TLS,
 * each for its own hosts, which a policy sees to.
 */
export class CellGateway extends pulumi.ComponentResource {
  constructor(name: string, args: CellGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:cell:CellGateway", name, {}, opts);
    const { gateway, labels, protect } = args;
    const metadata = clusterMetadata(gatewayName, labels);
    const namespace = new Namespace(
      cellNamespace,
      { metadata: clusterMetadata(cellNamespace, { ...labels, ...gatewayLabel, ...podSecurity }) },
      { parent: this, protect },
    );
    const inside = { ...metadata, namespace: namespace.metadata.name };
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

/**
 * Controllers that run a gateway's pods beside it decide themselves what these are like, and not all say what `restricted` wants to
 * hear, such as a seccomp profile. None needs more of a node than `baseline` lets it have; what `restricted` would refuse is told.
 */
const podSecurity = {
  "pod-security.kubernetes.io/enforce": "baseline",
  "pod-security.kubernetes.io/audit": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

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
