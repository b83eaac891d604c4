import type { ResolvedSubscription, ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import type { Cell } from "../../../core/schema/cell.ts";
import type { JudgedStack } from "../../../policies/evaluate.ts";

/** The cells of the tests. */
export const cells = {
  aws: {
    id: "eu-central-1-main",
    target: "aws",
    region: "eu-central-1",
    accountId: "111122223333",
    zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    copyRegion: "eu-west-1",
  },
  kubernetes: {
    id: "eu-shared-1",
    target: "kubernetes",
    region: "eu-central-1",
    context: "eu-shared-1",
    registries: ["registry.northwind.example"],
    ownNodes: [{ tenant: "acme", vcpu: 32, memoryGiB: 128, pods: 330 }],
  },
} as unknown as Readonly<Record<Cell["target"], Cell>>;

/** Labels of the subscription `apps` of acme. */
export const labels = {
  "app.kubernetes.io/managed-by": "tenantry",
  "tenantry.dev/tenant": "acme",
  "tenantry.dev/subscription": "apps",
  "tenantry.dev/service": "paas",
  "tenantry.dev/tier": "premium",
  "tenantry.dev/tier-version": "1",
  "tenantry.dev/owner": "acme",
  "tenantry.dev/data-class": "confidential",
};

/** Tags of the subscription `web` of acme. */
export const tags = {
  "tenantry:tenant": "acme",
  "tenantry:subscription": "web",
  "tenantry:service": "iaas",
  "tenantry:tier": "premium@1",
  "tenantry:cost-centre": "acme",
  "tenantry:owner": "acme",
  "tenantry:data-class": "confidential",
  "tenantry:managed-by": "tenantry",
};

/** Some of a subscription; what is not said is what most tests do not look at. */
export type SomeSubscription = { readonly [Field in keyof ResolvedSubscription]?: unknown };

/** The subscription `web` of acme on AWS. */
export const web = (some: SomeSubscription = {}): ResolvedSubscription =>
  ({
    name: "web",
    service: "iaas",
    isolation: "bridge",
    cell: cells.aws,
    entitlements: {},
    features: { zones: 2, natGateways: "none" },
    tags,
    labels: {},
    bundle: {},
    ...some,
  }) as unknown as ResolvedSubscription;

/** The subscription `apps` of acme on the platform. */
export const apps = (some: SomeSubscription = {}): ResolvedSubscription =>
  ({
    name: "apps",
    service: "paas",
    isolation: "bridge",
    cell: cells.kubernetes,
    entitlements: {},
    features: { podSecurity: "restricted", nodes: "shared", priority: "normal", spread: "none", autoscaling: false },
    tags: {},
    labels,
    bundle: {},
    ...some,
  }) as unknown as ResolvedSubscription;

/** The tenant acme with these subscriptions. */
export const acme = (
  subscriptions: readonly ResolvedSubscription[],
  some: { readonly [Field in keyof ResolvedTenant]?: unknown } = {},
): ResolvedTenant =>
  ({
    id: "acme",
    estate: { name: "northwind", displayName: "Northwind" },
    region: "eu-central-1",
    state: "active",
    contract: { residency: "EU" },
    subscriptions,
    ...some,
  }) as unknown as ResolvedTenant;

const urnOf = (type: string, name: string): string => `urn:pulumi:acme::tenantry::${type}::${name}`;

/** The root of acme's stack. */
export const root: RenderedResource = {
  type: "pulumi:pulumi:Stack",
  name: "tenantry-acme",
  urn: urnOf("pulumi:pulumi:Stack", "tenantry-acme"),
  inputs: {},
};

const under =
  (parent: RenderedResource) =>
  (type: string, name: string, inputs: object, more: Partial<RenderedResource> = {}): RenderedResource => ({
    type,
    name,
    urn: urnOf(`${parent.type}$${type}`, name),
    parent: parent.urn,
    inputs: { ...inputs },
    ...more,
  });

/** A resource right below the stack. */
export const atTop = under(root);

/** The component of the subscription `web`. */
export const webBundle = atTop("tenantry:iaas:IaasBundle", "web", {});

/** The component of the subscription `apps`. */
export const appsBundle = atTop("tenantry:paas:PaasBundle", "apps", {});

/** A resource of the subscription `web`. */
export const ofWeb = under(webBundle);

/** A resource of the subscription `apps`. */
export const ofApps = under(appsBundle);

/** Acme's stack with the components of both subscriptions, as far as the tenant has them, and more. */
export const stackOf = (tenant: ResolvedTenant, ...resources: readonly RenderedResource[]): JudgedStack => {
  const bundles = [webBundle, appsBundle].filter(({ name }) => tenant.subscriptions.some((each) => each.name === name));
  return { name: "acme", tenant, resources: [root, ...bundles, ...resources] };
};
