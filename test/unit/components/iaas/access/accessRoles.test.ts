import { beforeAll, describe, expect, test } from "@jest/globals";

import { AccessRoles } from "../../../../../components/iaas/access/accessRoles.ts";
import { accessRoles, type AccessPrincipal } from "../../../../../components/iaas/access/order.ts";
import { planAccess } from "../../../../../components/iaas/access/plan.ts";
import type { PartContext } from "../../../../../components/shared/partContext.ts";
import { verdictOf, type PolicyRequest } from "../../../../helpers/iamPolicy.ts";
import { partContext } from "../../../../helpers/partContext.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme", "tenantry:subscription": "web" };
const externalId = "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d";
const account: AccessPrincipal = { type: "account", accountId: "444455556666", externalId };
const own: Partial<PartContext> = { isolation: "silo", cell: { ...partContext().cell, tenant: "acme" } };

const render = (principal: AccessPrincipal = account, changes: Partial<PartContext> = {}): Promise<RenderedComponent> =>
  renderComponent(() => {
    const order = { access: { principal, roles: [...accessRoles] } };
    const access = planAccess(partContext(changes), order, { accessRoles: [...accessRoles] }, {}).plan;
    if (access === undefined) throw new Error("the order is right");
    const permissionsBoundary = "arn:aws:iam::000000000000:policy/acme--web--boundary";
    return new AccessRoles("web", { access, permissionsBoundary, tags }).roleArns;
  });

describe("roles for a tenant's people", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("are one role and one policy each", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:iam/role:Role web-admin < web",
      "aws:iam/role:Role web-operator < web",
      "aws:iam/role:Role web-read-only < web",
      "aws:iam/rolePolicy:RolePolicy web-admin < web",
      "aws:iam/rolePolicy:RolePolicy web-operator < web",
      "aws:iam/rolePolicy:RolePolicy web-read-only < web",
      "tenantry:iaas:AccessRoles web < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({
      "read-only": "arn:aws:test:::web-read-only",
      operator: "arn:aws:test:::web-operator",
      admin: "arn:aws:test:::web-admin",
    });
  });

  test.each([
    ["read-only", "Looks at what one subscription has", 14_400],
    ["operator", "Operates what one subscription has", 14_400],
    ["admin", "Administers what one subscription has", 3600],
  ])("%s is bounded, tagged and of limited time", (role, description, maxSessionDuration) => {
    const { assumeRolePolicy, ...inputs } = inputsOf(rendered, "aws:iam/role:Role", `web-${role}`);
    expect(typeof assumeRolePolicy).toBe("string");
    expect(inputs).toEqual({
      name: `acme--web--access--${role}`,
      description,
      maxSessionDuration,
      permissionsBoundary: "arn:aws:iam::000000000000:policy/acme--web--boundary",
      tags,
    });
    const { policy, ...attached } = inputsOf(rendered, "aws:iam/rolePolicy:RolePolicy", `web-${role}`);
    expect(typeof policy).toBe("string");
    expect(attached).toEqual({ role: `acme--web--access--${role}` });
  });

  test("see what else there is in an account of the tenant's own", async () => {
    const inOwn = await render(account, own);
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    expect(treeOf(inOwn).filter((line) => line.startsWith(type))).toEqual([
      `${type} web-admin-view < web`,
      `${type} web-operator-view < web`,
      `${type} web-read-only-view < web`,
    ]);
    expect(inputsOf(inOwn, type, "web-admin-view")).toEqual({
      role: "acme--web--access--admin",
      policyArn: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    });
  });
});

describe("a role's trust", () => {
  const trustOf = (rendered: RenderedComponent): string =>
    inputsOf(rendered, "aws:iam/role:Role", "web-admin")["assumeRolePolicy"] as string;
  const customer = { AWS: "arn:aws:iam::444455556666:root" };
  const named = { "sts:SourceIdentity": "jo" };
  const known = { "sts:ExternalId": externalId };
  const assume = (principal: PolicyRequest["principal"] & object, context: PolicyRequest["context"] & object) => ({
    action: "sts:AssumeRole",
    principal,
    context,
  });

  test.each<[string, PolicyRequest, string]>([
    ["the customer's people", assume(customer, { ...known, ...named }), "allowed"],
    ["people without the external id", assume(customer, named), "not allowed"],
    ["people with another external id", assume(customer, { ...named, "sts:ExternalId": "acme" }), "not allowed"],
    ["people who do not say who they are", assume(customer, known), "not allowed"],
    ["another account", assume({ AWS: "arn:aws:iam::999999999999:root" }, { ...known, ...named }), "not allowed"],
    ["who they are", { action: "sts:SetSourceIdentity", principal: customer, context: named }, "allowed"],
    ["session tags", { action: "sts:TagSession", principal: customer, context: { ...known, ...named } }, "not allowed"],
  ])("in an account lets in: %s: %j: %s", async (_who, request, expected) => {
    expect(verdictOf([trustOf(await render())], request)).toBe(expected);
  });

  const provider = "arn:aws:iam::000000000000:saml-provider/acme";
  const by = (Federated: string, context: Record<string, string>): PolicyRequest => ({
    action: "sts:AssumeRoleWithSAML",
    principal: { Federated },
    context,
  });
  const global = { "SAML:aud": "https://signin.aws.amazon.com/saml" };
  const regional = { "SAML:aud": "https://eu-central-1.signin.aws.amazon.com/saml" };

  test.each<[string, PolicyRequest, string]>([
    ["the customer's people", by(provider, { ...global, ...named }), "allowed"],
    ["the customer's people in the region", by(provider, { ...regional, ...named }), "allowed"],
    ["people who do not say who they are", by(provider, global), "not allowed"],
    [
      "an assertion for somebody else",
      by(provider, { "SAML:aud": "https://example.com/saml", ...named }),
      "not allowed",
    ],
    ["another provider", by(`${provider}-2`, { ...global, ...named }), "not allowed"],
  ])("in a SAML provider lets in: %s: %j: %s", async (_who, request, expected) => {
    expect(verdictOf([trustOf(await render({ type: "saml", providerArn: provider }))], request)).toBe(expected);
  });
});
