import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";

import type { EnvironmentPlan, PaasBundlePlan } from "./bundle.ts";

/** Arguments of {@link TenantEnvironment}. */
export interface TenantEnvironmentArgs {
  /** The namespace's name and bounds. */
  readonly environment: EnvironmentPlan;
  /** The Pod Security Standard that the namespace enforces, audits and warns by. */
  readonly podSecurity: PaasBundlePlan["podSecurity"];
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** One environment: a namespace that enforces Pod Security, with a quota, container defaults and a closed network. */
export class TenantEnvironment extends pulumi.ComponentResource {
  /** The namespace's name. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: TenantEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:TenantEnvironment", name, {}, opts);
    const parent = { parent: this };
    const labels = { ...args.labels, "tenantry.dev/environment": args.environment.name };
    const { quota, containerDefaults } = args.environment;
    const namespace = new Namespace(
      name,
      {
        metadata: {
          name: args.environment.namespace,
          labels: { ...labels, ...podSecurityLabels(args.podSecurity) },
          annotations: ownership,
        },
      },
      parent,
    );
    const metadata = (object: string): object => ({
      name: object,
      namespace: namespace.metadata.name,
      labels,
      annotations: ownership,
    });
    new ResourceQuota(
      `${name}-quota`,
      {
        metadata: metadata("tenantry"),
        spec: {
          hard: {
            "requests.cpu": quota.cpu,
            "requests.memory": quota.memory,
            "requests.storage": quota.storage,
            "limits.cpu": quota.cpu,
            "limits.memory": quota.memory,
            pods: quota.pods,
          },
        },
      },
      parent,
    );
    new LimitRange(
      `${name}-limits`,
      {
        metadata: metadata("tenantry"),
        spec: {
          limits: [{ type: "Container", default: containerDefaults.limit, defaultRequest: containerDefaults.request }],
        },
      },
      parent,
    );
    new NetworkPolicy(
      `${name}-default-deny`,
      { metadata: metadata("default-deny"), spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
      parent,
    );
    this.namespace = namespace.metadata.name;
    this.registerOutputs({ namespace: this.namespace });
  }
}

/**
 * The provider applies on the server, where a field that somebody changed by hand is theirs from then on and the next
 * apply a conflict. What a tenant's stack sets is the stack's: this takes it back (Pulumi Kubernetes provider,
 * "Managing Resources with Server-Side Apply").
 */
const ownership = { "pulumi.com/patchForce": "true" };

/** Namespace labels of the Pod Security admission controller (Kubernetes documentation, "Pod Security Admission"). */
function podSecurityLabels(standard: string): Record<string, string> {
  return {
    "pod-security.kubernetes.io/enforce": standard,
    "pod-security.kubernetes.io/audit": standard,
    "pod-security.kubernetes.io/warn": standard,
  };
}
