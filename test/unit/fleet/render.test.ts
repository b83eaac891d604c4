import { beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";

import type { Estate, EstateTenant } from "../../../core/estate/estate.ts";
import { checkDocument, type TenantCheck } from "../../../core/results/check.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { checkTenants } from "../../../fleet/check.ts";
import { judgeTenants } from "../../../fleet/checking/judgeTenants.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { openEstate } from "../../../stacks/openEstate.ts";

let estate: Estate;
beforeAll(() => {
  const root = join(__dirname, "../../..");
  const opened = openEstate("estate", root);
  if (opened.estate === undefined) throw new Error("the example estate is invalid");
  estate = opened.estate;
});

/** What `check` says of tenants of the example. */
const checked = async (tenants: readonly EstateTenant[]): Promise<TenantCheck[]> =>
  checkTenants(await judgeTenants(tenants.map(({ resolved }) => resolved)), tenants, estate, "2026-12-01");
const tenant = (id: string): EstateTenant => {
  const found = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (found === undefined) throw new Error(`no tenant ${id}`);
  return found;
};

const environment = (name: string): string[] => [
  `kubernetes:core/v1:LimitRange apps--${name}-limits`,
  `kubernetes:core/v1:Namespace apps--${name}`,
  `kubernetes:core/v1:ResourceQuota apps--${name}-quota`,
  `kubernetes:core/v1:ResourceQuota apps--${name}-quota-objects`,
  `kubernetes:core/v1:ResourceQuota apps--${name}-quota-platform`,
  `kubernetes:core/v1:ServiceAccount apps--${name}-apps`,
  `kubernetes:core/v1:ServiceAccountPatch apps--${name}-default`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${name}-allow-dns`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${name}-allow-gateway`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${name}-allow-same-environment`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${name}-default-deny`,
  `tenantry:paas:EnvironmentAccounts apps--${name}`,
  `tenantry:paas:NetworkOpenings apps--${name}`,
  `tenantry:paas:TenantEnvironment apps--${name}`,
];
const app = (environmentName: string, name: string): string[] => [
  `kubernetes:apps/v1:Deployment apps--${environmentName}--${name}`,
  `kubernetes:core/v1:Service apps--${environmentName}--${name}`,
  `kubernetes:policy/v1:PodDisruptionBudget apps--${environmentName}--${name}`,
  `tenantry:paas:Application apps--${environmentName}--${name}`,
];
const scaledApp = (environmentName: string, name: string): string[] => [
  ...app(environmentName, name),
  `kubernetes:autoscaling/v2:HorizontalPodAutoscaler apps--${environmentName}--${name}`,
];
const statefulApp = (environmentName: string, name: string): string[] => [
  `kubernetes:apps/v1:StatefulSet apps--${environmentName}--${name}`,
  `kubernetes:core/v1:PersistentVolumeClaim apps--${environmentName}--${name}`,
  `kubernetes:core/v1:Service apps--${environmentName}--${name}`,
  `tenantry:paas:Application apps--${environmentName}--${name}`,
];
const roles = (environmentName: string, role: string): string[] => [
  `kubernetes:rbac.authorization.k8s.io/v1:Role apps--${environmentName}-${role}`,
  `kubernetes:rbac.authorization.k8s.io/v1:RoleBinding apps--${environmentName}-${role}`,
];
const routes = (environmentName: string, host: string): string[] => [
  `kubernetes:gateway.networking.k8s.io/v1:HTTPRoute apps--${environmentName}-${host}`,
  `kubernetes:gateway.networking.k8s.io/v1:ListenerSet apps--${environmentName}-listeners`,
  `tenantry:paas:EnvironmentRoutes apps--${environmentName}`,
];
const database = (environmentName: string): string[] => [
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${environmentName}-allow-database-api`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy apps--${environmentName}-allow-database-operator`,
  `kubernetes:postgresql.cnpg.io/v1:Cluster apps--${environmentName}`,
  `kubernetes:postgresql.cnpg.io/v1:ScheduledBackup apps--${environmentName}-backup`,
  `tenantry:paas:DatabaseOpenings apps--${environmentName}`,
  `tenantry:paas:EnvironmentDatabase apps--${environmentName}`,
];
const bucket = (name: string): string[] => [
  `aws:s3/bucket:Bucket web--${name}`,
  `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration web--${name}-lifecycle`,
  `aws:s3/bucketOwnershipControls:BucketOwnershipControls web--${name}-ownership`,
  `aws:s3/bucketPolicy:BucketPolicy web--${name}-tls-only`,
  `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock web--${name}-public-access`,
  `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration web--${name}-encryption`,
  `aws:s3/bucketVersioning:BucketVersioning web--${name}-versioning`,
  `tenantry:iaas:PrivateBucket web--${name}`,
];
const subnet = (name: string): string[] => [
  `aws:ec2/routeTable:RouteTable web-private-${name}`,
  `aws:ec2/routeTableAssociation:RouteTableAssociation web-private-${name}`,
  `aws:ec2/subnet:Subnet web-private-${name}`,
];
const network = [
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup web-default",
  "aws:ec2/vpc:Vpc web",
  "aws:iam/policy:Policy web-boundary",
  "aws:resourcegroups/group:Group web-resources",
  "pulumi:providers:aws eu-central-1-main",
  "tenantry:foundation:Foundation web",
  "tenantry:foundation:PermissionsBoundary web-boundary",
  "tenantry:iaas:IaasBundle web",
  "tenantry:iaas:TenantNetwork web",
];
const platform = ["pulumi:providers:kubernetes eu-shared-1", "tenantry:paas:PaasBundle apps"];

describe("the example tenants", () => {
  test.each([
    ["acme", [network, subnet("a"), subnet("b"), bucket("assets"), bucket("backups")]],
    [
      "globex",
      [
        platform,
        environment("prod"),
        environment("staging"),
        ["tenantry:paas:EnvironmentApplications apps--prod"],
        app("prod", "portal"),
        routes("prod", "portal.globex.example"),
      ],
    ],
    [
      "hooli",
      [
        platform,
        environment("prod"),
        roles("prod", "developer"),
        roles("prod", "admin"),
        ["tenantry:paas:EnvironmentAccess apps--prod", "tenantry:paas:EnvironmentApplications apps--prod"],
        scaledApp("prod", "shop"),
        statefulApp("prod", "search"),
        routes("prod", "www.hooli.example"),
        database("prod"),
      ],
    ],
    ["initech", [network, subnet("a"), bucket("assets"), platform, environment("prod")]],
  ])("%s renders what its tiers promise, and nothing else", async (id, parts) => {
    const rendered = await renderTenant(tenant(id).resolved);
    const expected = [...parts.flat(), `pulumi:pulumi:Stack tenantry-${id}`];
    expect(rendered.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual(expected.toSorted());
  });

  test("render the same twice, one after the other and at once", async () => {
    const render = (id: string) => renderTenant(tenant(id).resolved);
    const [acme, globex] = [await render("acme"), await render("globex")];
    expect(await Promise.all([render("globex"), render("acme"), render("globex")])).toEqual([globex, acme, globex]);
  });

  test("keep to every rule", async () => {
    const results = await checked(estate.tenants);
    expect(results).toEqual([
      { tenant: "acme", resources: 32, findings: [] },
      { tenant: "cyberdyne", resources: 34, findings: [] },
      { tenant: "dunder", resources: 32, findings: [] },
      { tenant: "globex", resources: 39, findings: [] },
      { tenant: "hooli", resources: 41, findings: [] },
      { tenant: "initech", resources: 37, findings: [] },
      { tenant: "soylent", resources: 127, findings: [] },
      { tenant: "stark", resources: 6, findings: [] },
      { tenant: "tyrell", resources: 55, findings: [] },
      { tenant: "umbrella", resources: 76, findings: [] },
      { tenant: "vandelay", resources: 7, findings: [] },
      { tenant: "wayne", resources: 106, findings: [] },
      { tenant: "wonka", resources: 26, findings: [] },
    ]);
    expect(checkDocument.parse({ verb: "check", tenants: results }).tenants).toEqual(results);
  });
});

describe("orders of all that a tier has", () => {
  test.each(sampleTiers().map(({ resolved }) => [resolved.id, resolved] as const))(
    "%s keeps to every rule",
    async (id, resolved) => {
      expect(evaluateRules(rules, { name: id, resources: await renderTenant(resolved), tenant: resolved })).toEqual([]);
    },
  );
});

test("URNs and parents are the engine's", async () => {
  const rendered = await renderTenant(tenant("acme").resolved);
  const types = "tenantry:iaas:IaasBundle$tenantry:iaas:TenantNetwork";
  expect(rendered.find(({ type }) => type === "aws:ec2/vpc:Vpc")).toMatchObject({
    urn: `urn:pulumi:acme::tenantry::${types}$aws:ec2/vpc:Vpc::web`,
    parent: `urn:pulumi:acme::tenantry::${types}::web`,
    inputs: { cidrBlock: "10.40.0.0/20" },
  });
});

test("a component that fails is one message, stops no other tenant and leaves nothing changed", async () => {
  const { stackTraceLimit } = Error;
  const acme = tenant("acme");
  const broken = {
    ...acme,
    resolved: {
      ...acme.resolved,
      id: "broken",
      subscriptions: acme.resolved.subscriptions.map((subscription) => ({ ...subscription, bundle: {} })),
    },
  };
  const [failed, fine] = await checked([broken, acme]);
  expect(failed).toEqual({
    tenant: "broken",
    resources: 0,
    findings: [
      {
        rule: "render",
        severity: "critical",
        enforcement: "mandatory",
        tenant: "broken",
        resource: "pulumi:pulumi:Stack tenantry-broken",
        message:
          "The program of the tenant \"broken\" fails: Cannot destructure property 'accountId' of 'foundation' as it is undefined.",
      },
    ],
  });
  expect(fine).toEqual({ tenant: "acme", resources: 32, findings: [] });
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test("what is wrong with a tenant is a finding of that tenant", async () => {
  const acme = tenant("acme");
  const subscriptions = acme.resolved.subscriptions.map((subscription) => ({
    ...subscription,
    tags: { ...subscription.tags, "tenantry:tenant": "globex" },
  }));
  const [found] = await checked([{ ...acme, resolved: { ...acme.resolved, subscriptions } }]);
  expect(found?.findings.map(({ rule, resource }) => `${rule} ${resource}`)).toEqual([
    "tenancy/tags-present aws:ec2/defaultSecurityGroup:DefaultSecurityGroup web-default",
    "tenancy/tags-present aws:ec2/routeTable:RouteTable web-private-a",
    "tenancy/tags-present aws:ec2/routeTable:RouteTable web-private-b",
    "tenancy/tags-present aws:ec2/subnet:Subnet web-private-a",
    "tenancy/tags-present aws:ec2/subnet:Subnet web-private-b",
    "tenancy/tags-present aws:ec2/vpc:Vpc web",
    "tenancy/tags-present aws:iam/policy:Policy web-boundary",
    "tenancy/tags-present aws:resourcegroups/group:Group web-resources",
    "tenancy/tags-present aws:s3/bucket:Bucket web--assets",
    "tenancy/tags-present aws:s3/bucket:Bucket web--backups",
  ]);
});
