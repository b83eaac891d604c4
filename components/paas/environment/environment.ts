import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";

import { EnvironmentAccess } from "./access.ts";
import { EnvironmentAccounts } from "./accounts.ts";
import { objectMetadata, ownership } from "./metadata.ts";
import { NetworkOpenings } from "./openings.ts";
import type { EnvironmentPlan, EnvironmentsPlan } from "./plan.ts";
import type { ContainerBounds, ContainerResources, EnvironmentQuota } from "./quota.ts";

/** Arguments of {@link TenantEnvironment}. */
export interface TenantEnvironmentArgs extends Omit<EnvironmentsPlan, "environments"> {
  /** The namespace's name and bounds. */
  readonly environment: EnvironmentPlan;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * One environment: a namespace that enforces Pod Security, with a quota, bounds of containers and a closed network, and in it the
 * openings, accounts and roles that are planned.
 */
export class TenantEnvironment extends pulumi.ComponentResource {
  /** The namespace's name. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: TenantEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:TenantEnvironment", name, {}, opts);
    const parent = { parent: this };
    const labels = { ...args.labels, "tenantry.dev/environment": args.environment.name };
    const { quota, containers } = args.environment;
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
    const place = { namespace: namespace.metadata.name, labels };
    const bounds = [
      new ResourceQuota(
        `${name}-quota`,
        { metadata: objectMetadata(place, "tenantry"), spec: { hard: hardLimits(quota) } },
        parent,
      ),
      new LimitRange(
        `${name}-limits`,
        { metadata: objectMetadata(place, "tenantry"), spec: { limits: limitsOf(containers, quota) } },
        parent,
      ),
      new NetworkPolicy(
        `${name}-default-deny`,
        {
          metadata: objectMetadata(place, "default-deny"),
          spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
        },
        parent,
      ),
    ];
    if (args.traffic !== undefined) new NetworkOpenings(name, { ...place, egress: args.traffic.egress }, parent);
    new EnvironmentAccounts(name, { ...place, imagePullSecrets: args.imagePullSecrets }, parent);
    if (args.access.length > 0) new EnvironmentAccess(name, { ...place, access: args.access, bounds }, parent);
    this.namespace = namespace.metadata.name;
    this.registerOutputs({ namespace: this.namespace });
  }
}

/** Namespace labels of the Pod Security admission controller (Kubernetes documentation, "Pod Security Admission"). */
function podSecurityLabels(standard: string): Record<string, string> {
  return {
    "pod-security.kubernetes.io/enforce": standard,
    "pod-security.kubernetes.io/audit": standard,
    "pod-security.kubernetes.io/warn": standard,
  };
}

/** Limits as a quota names them (Kubernetes documentation, "Resource Quotas"). */
function hardLimits({
  cpu,
  memory,
  storage,
  ephemeralStorage,
  pods,
  objects,
}: EnvironmentQuota): Record<string, string> {
  return {
    "requests.cpu": cpu,
    "requests.memory": memory,
    "requests.storage": storage,
    "limits.cpu": cpu,
    "limits.memory": memory,
    "limits.ephemeral-storage": ephemeralStorage,
    pods,
    ...objects,
  };
}

function limitsOf({ request, limit, maximum }: ContainerBounds, { storage }: EnvironmentQuota): LimitEntry[] {
  return [
    { type: "Container", max: amounts(maximum), default: amounts(limit), defaultRequest: amounts(request) },
    { type: "PersistentVolumeClaim", max: { storage } },
  ];
}

interface LimitEntry {
  readonly type: string;
  readonly max: Record<string, string>;
  readonly default?: Record<string, string>;
  readonly defaultRequest?: Record<string, string>;
}

function amounts({ cpu, memory, ephemeralStorage }: ContainerResources): Record<string, string> {
  return { cpu, memory, "ephemeral-storage": ephemeralStorage };
}
