import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { accessFeatures, accessOrder, type AccessOrder } from "../../../../../components/iaas/access/order.ts";
import { planAccess } from "../../../../../components/iaas/access/plan.ts";
import type { PartContext } from "../../../../../components/shared/partContext.ts";
import { partContext } from "../../../../helpers/partContext.ts";

const externalId = "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d";
const account = { type: "account", accountId: "444455556666", externalId } as const;
const saml = (name: string, id = "000000000000") =>
  ({ type: "saml", providerArn: `arn:aws:iam::${id}:saml-provider/${name}` }) as const;
type Access = NonNullable<AccessOrder["access"]>;
const own: Partial<PartContext> = { isolation: "silo", cell: { ...partContext().cell, tenant: "acme" } };

const plan = (
  access: Partial<Access> = {},
  changes: Partial<PartContext> = {},
  accessRoles: Access["roles"] = ["read-only", "operator", "admin"],
) => {
  const order = { access: { principal: account, roles: ["read-only" as const], ...access } };
  return planAccess(partContext(changes), order, { accessRoles }, {});
};
const said = (...given: Parameters<typeof plan>): string[] => {
  const { plan: planned, problems } = plan(...given);
  expect(planned).toBeUndefined();
  return problems.map(({ concern, path, message, allowed, fix }) =>
    [`${concern} ${path.join(".")}: ${message}`, allowed ?? "", fix ?? ""].join(" | "),
  );
};

describe("access is planned", () => {
  test("with a name for each role, in the order of what they may do, and what is the subscription's own", () => {
    expect(plan({ roles: ["admin", "read-only"] })).toEqual({
      plan: {
        principal: account,
        isolation: "bridge",
        roles: [
          { role: "read-only", roleName: "acme--web--access--read-only", maxSessionSeconds: 14_400 },
          { role: "admin", roleName: "acme--web--access--admin", maxSessionSeconds: 3600 },
        ],
        own: {
          accountId: "000000000000",
          region: "eu-central-1",
          tags: {
            tenant: { key: "tenantry:tenant", value: "acme" },
            subscription: { key: "tenantry:subscription", value: "web" },
          },
          bucketNamePrefix: "northwind--acme--web--",
          databaseNamePrefix: "acme-0-web-0-",
          logGroups: ["/tenantry/acme/web", "/tenantry/acme/web/*", "/aws/rds/instance/acme-0-web-0-*"],
        },
      },
      claims: [],
      problems: [],
    });
  });

  test("with what of other parts it has to do with", () => {
    const order = { access: { principal: account, roles: ["admin" as const] } };
    const surroundings = { recordsBucketName: "northwind--acme--web--records", restoreRoleName: "acme--web--restore" };
    const planned = planAccess(partContext(own), order, { accessRoles: ["admin"] }, surroundings).plan;
    expect(planned).toMatchObject({ isolation: "silo", own: surroundings });
  });

  test("not at all where none is ordered, nor while the tenant is suspended", () => {
    const nothing = { plan: undefined, claims: [], problems: [] };
    expect(planAccess(partContext(), {}, { accessRoles: ["admin"] }, {})).toEqual(nothing);
    expect(plan({}, { state: "suspended" })).toEqual(nothing);
    expect(plan({}, { state: "offboarded" })).toEqual(nothing);
  });
});

describe("an order of access is refused", () => {
  test("for roles that the tier does not have or that are there twice, all at once", () => {
    expect(said({ roles: ["operator", "admin", "operator"] }, {}, ["read-only"])).toEqual([
      'tier access.roles.0: The tier does not have the role "operator". | read-only | Order a role that the tier has, or choose another tier.',
      'tier access.roles.1: The tier does not have the role "admin". | read-only | Order a role that the tier has, or choose another tier.',
      'name access.roles.2: The role "operator" is ordered twice. |  | Remove one of the two.',
    ]);
    expect(said({}, {}, [])).toEqual([
      'tier access.roles.0: The tier does not have the role "read-only". | none | Order a role that the tier has, or choose another tier.',
    ]);
  });

  test("for the cell's own account, and an external id that can be guessed", () => {
    const id =
      "at least 16 characters that nobody can guess | Make up a random one, such as a UUID, for this tenant alone.";
    expect(said({ principal: { ...account, accountId: "000000000000", externalId: "acme" } })).toEqual([
      "cell access.principal.accountId: The account 000000000000 is the one that the cell \"eu-central-1-main\" is. | an account of the customer's; roles are for people from outside the cell | Name the account that the tenant's people sign in to.",
      `name access.principal.externalId: The external id "acme" is the tenant's id, which others know. | ${id}`,
    ]);
    expect(said({ principal: { ...account, externalId: "123456789012345" } })).toEqual([
      `name access.principal.externalId: The external id "123456789012345" has 15 characters, and can be guessed. | ${id}`,
    ]);
    expect(plan({ principal: { ...account, externalId: "1234567890123456" } }).problems).toEqual([]);
    const long = "acme-international";
    expect(said({ principal: { ...account, externalId: long } }, { owner: [long, "web"] })).toEqual([
      `name access.principal.externalId: The external id "${long}" is the tenant's id, which others know. | ${id}`,
    ]);
  });

  test("for an identity provider of another account, or one that is not known to be the tenant's in a shared one", () => {
    expect(said({ principal: saml("acme", "999999999999") })).toEqual([
      'cell access.principal.providerArn: The identity provider arn:aws:iam::999999999999:saml-provider/acme is not in the account 000000000000 of the cell "eu-central-1-main". | a provider of the account that the roles are in | Create the provider in the account 000000000000, and name it here.',
    ]);
    const name = "acme, or a name that begins with acme-- | Create the provider under such a name, and name it here.";
    expect(said({ principal: saml("acme-2") })).toEqual([
      `name access.principal.providerArn: The identity provider "acme-2" lies in an account that tenants share, and its name does not say that it is the tenant's. | ${name}`,
    ]);
    for (const allowed of ["acme", "acme--entra"]) expect(plan({ principal: saml(allowed) }).problems).toEqual([]);
    expect(plan({ principal: saml("okta") }, own).problems).toEqual([]);
  });

  test("in a shared account, where a neighbour's buckets might be named alike", () => {
    const owner = ["a".repeat(40), "web"] as const;
    expect(said({}, { owner })).toEqual([
      `name access: The names of the tenant's buckets are cut to begin with "northwind--${"a".repeat(37)}", and so might a neighbour's in the shared account. | ids short enough that the estate's name and the tenant's id stand whole in the names of buckets | Order access of a tier with an account of the tenant's own.`,
    ]);
    expect(plan({}, { owner, ...own, cell: { ...partContext().cell, tenant: owner[0] } }).problems).toEqual([]);
  });
});

describe("the shape of an order of access", () => {
  const schema = z.strictObject(accessOrder);
  const shapeOf = (access: unknown): string[] =>
    schema.safeParse({ access }).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

  test("needs an external id of an account, and a provider of SAML", () => {
    const roles = ["read-only"];
    expect(schema.parse({})).toEqual({});
    expect(z.strictObject(accessFeatures).parse({})).toEqual({ accessRoles: [] });
    expect(shapeOf({ principal: { type: "account", accountId: "444455556666" }, roles })).toEqual([
      "access.principal.externalId: Invalid input: expected string, received undefined",
    ]);
    expect(shapeOf({ principal: { ...account, externalId: "a b" }, roles: [] })).toEqual([
      "access.principal.externalId: an external id has letters, digits and +=,.@:/_-",
      "access.roles: Too small: expected array to have >=1 items",
    ]);
    expect(shapeOf({ principal: { ...account, externalId: "x".repeat(1225) }, roles })).toEqual([
      "access.principal.externalId: Too big: expected string to have <=1224 characters",
    ]);
    expect(shapeOf({ principal: { type: "saml", providerArn: "arn:aws:iam::1:role/x" }, roles })).toEqual([
      "access.principal.providerArn: a SAML provider looks like arn:aws:iam::111122223333:saml-provider/acme",
    ]);
  });
});
