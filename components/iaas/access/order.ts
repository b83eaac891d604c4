import { z } from "zod";

/** The roles that a tenant's people can have, each with all that the one before it may do. */
export const accessRoles = ["read-only", "operator", "admin"] as const;

/** A role that a tenant's people can have. */
export type AccessRole = (typeof accessRoles)[number];

const awsAccount = z
  .strictObject({
    type: z.literal("account"),
    accountId: z
      .string()
      .regex(/^\d{12}$/, "an account id is twelve digits in quotes")
      .meta({ description: "The AWS account that the tenant's people come from.", examples: ["444455556666"] }),
    externalId: z
      .string()
      .min(2)
      .max(1224)
      .regex(/^[\w+=,.@:/-]+$/, "an external id has letters, digits and +=,.@:/_-")
      .meta({
        description:
          "What has to be said to get a role, so that whoever acts in that account for several customers does not reach this one for another (AWS STS API Reference, AssumeRole). It is no secret, but nobody should be able to guess it.",
        examples: ["6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d"],
      }),
  })
  .describe("An AWS account of the customer's.");

const samlProvider = z
  .strictObject({
    type: z.literal("saml"),
    providerArn: z
      .string()
      .regex(
        /^arn:aws:iam::\d{12}:saml-provider\/[\w.-]{1,128}$/,
        "a SAML provider looks like arn:aws:iam::111122223333:saml-provider/acme",
      )
      .meta({
        description:
          "The customer's identity provider, as IAM knows it in the account that the subscription lands in; where tenants share the account, its name is the tenant's id or begins with it and two hyphens.",
        examples: ["arn:aws:iam::111122223333:saml-provider/acme"],
      }),
  })
  .describe("An identity provider of the customer's that speaks SAML.");

/** Where those come from who take a role. */
export const accessPrincipal = z
  .discriminatedUnion("type", [awsAccount, samlProvider])
  .describe("Where the tenant's people come from.");

/** What is ordered of access: fields of the spec. */
export const accessOrder = {
  access: z
    .strictObject({
      principal: accessPrincipal,
      roles: z.array(z.enum(accessRoles)).min(1).max(accessRoles.length).describe("Which roles they can take."),
    })
    .optional()
    .describe(
      "Roles for the tenant's people. Whoever takes one has to give a source identity, so that what is done with it is known to be theirs, and cannot bring session tags.",
    ),
};

/** What is ordered of access. */
export type AccessOrder = z.output<z.ZodObject<typeof accessOrder>>;

/** Where a tenant's people come from. */
export type AccessPrincipal = z.output<typeof accessPrincipal>;

/** What a tier has of access: fields of its features. */
export const accessFeatures = {
  accessRoles: z
    .array(z.enum(accessRoles))
    .max(accessRoles.length)
    .default([])
    .describe(
      "Which roles the tenant's people can have: to look, to operate machines and write objects too, or to read database passwords, configure buckets and restore backups too.",
    ),
};

/** What a tier has of access. */
export type AccessFeatures = z.output<z.ZodObject<typeof accessFeatures>>;
