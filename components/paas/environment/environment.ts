import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";

import { EnvironmentAccess } from "./access.ts";
import { EnvironmentAccounts } from "./accounts.ts";
import { limitRangeSpec } from "./limitRangeSpec.ts";
import { objectMetadata, type ObjectPlace } from "./metadata.ts";
import { namespaceAnnotations, namespaceLabels } from "./namespaceMarks.ts";
import { NetworkOpenings } from "./openings.ts";
import type { EnvironmentPlan, EnvironmentsPlan } from "./plan.ts";
import type { PlatformUse } from "./quota.ts";
import { quotaSpecs } from "./quotaSpecs.ts";

/** Arguments of {@link TenantEnvironment}. */
export interface TenantEnvironmentArgs extends Omit<EnvironmentsPlan, "environments"> {
  /** The namespace's name and bounds. */
  readonly environment: EnvironmentPlan;
  /** Hosts that routes in it may answer for. */
  readonly hosts: readonly string[];
  /** What the platform runs in it for the customer; nothing when undefined. */
  readonly platform: PlatformUse | undefined;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the namespace has where it is no tenant's own: labels beside the usual ones, and whether the engine refuses to delete it. */
  readonly sharedNamespace?: { readonly labels: Readonly<Record<string, string>>; readonly protect: boolean };
}

/**
 * One environment: a namespace that enforces Pod Security and says what the cluster's policies ask of it, with quotas, bounds of
 * containers and a closed network, and in it the openings, accounts and roles that are planned.
 */
export class TenantEnvironment extends pulumi.ComponentResource {
  /** The namespace's name. */
  readonly namespace: pulumi.Output<string>;
  /** Where objects of the environment go, and their labels. */
  readonly place: ObjectPlace;
  /** What bounds the environment and what its pods run as; whatever runs in it comes after. */
  readonly bounds: readonly pulumi.Resource[];

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
          labels: { ...labels, ...namespaceLabels(args), ...args.sharedNamespace?.labels },
          annotations: namespaceAnnotations(args),
        },
      },
      { ...parent, ...(args.sharedNamespace?.protect === true && { protect: true }) },
    );
    const place = { namespace: namespace.metadata.name, labels };
    const { customer, platform, objects } = quotaSpecs(quota, args.platform);
    const bounded = (suffix: string, object: string, spec: typeof customer): ResourceQuota =>
      new ResourceQuota(`${name}-quota${suffix}`, { metadata: objectMetadata(place, object), spec }, parent);
    const accounts = new EnvironmentAccounts(name, { ...place, imagePullSecrets: args.imagePullSecrets }, parent);
    this.bounds = [
      accounts,
      bounded("", "tenantry", customer),
      bounded("-objects", "tenantry-objects", objects),
      bounded("-platform", "tenantry-platform", platform),
      new LimitRange(
        `${name}-limits`,
        {
          metadata: objectMetadata(place, "tenantry"),
          spec: limitRangeSpec(containers, quota, args.platform),
        },
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
    if (args.access.length > 0) {
      new EnvironmentAccess(name, { ...place, access: args.access, bounds: this.bounds }, parent);
    }
    this.place = place;
    this.namespace = namespace.metadata.name;
    this.registerOutputs({ namespace: this.namespace });
  }
}
