import { resource } from "../../helpers/judge.ts";
import { document, place, tagged } from "./awsStack.ts";

/** An ARN of the account. */
export const arn = (rest: string): string => `arn:aws:iam::${place.account}:${rest}`;
/** Allows everything. */
export const everything = { Effect: "Allow", Action: "*", Resource: "*" };

/** Lets machines take a role. */
export const machines = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
/** Lets another account take a role. */
export const people = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::444455556666:root" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "sts:ExternalId": "6f1c7a52" }, StringLike: { "sts:SourceIdentity": "?*" } },
};
/** Lets those who take a role say who they are. */
export const named = {
  ...people,
  Action: "sts:SetSourceIdentity",
  Condition: { StringLike: { "sts:SourceIdentity": "?*" } },
};
/** Lets an identity provider's people take a role. */
const federated = {
  Effect: "Allow",
  Principal: { Federated: arn("saml-provider/acme") },
  Action: "sts:AssumeRoleWithSAML",
  Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
};

const role = (name: string, ...trusted: object[]) =>
  tagged("aws:iam/role:Role", name, {
    name: `acme--web--${name}`,
    assumeRolePolicy: document(...trusted),
    permissionsBoundary: arn("policy/acme--web--boundary"),
  });
const rolePolicy = (name: string, ...statements: object[]) =>
  resource("aws:iam/rolePolicy:RolePolicy", name, { role: "acme--web--people", policy: document(...statements) });

/** Allows reading the tenant's buckets. */
export const read = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::acme-*" };
/** Allows handing over one role. */
export const hand = { Effect: "Allow", Action: "iam:PassRole", Resource: arn("role/acme--web--restore") };

/** Roles, and what they may do. */
export const roles = [
  role("machines", machines),
  role("people", people, named),
  role("federated", federated),
  rolePolicy("reads", read),
  rolePolicy("restores", hand, {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  }),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "managed", {
    role: "acme--web--machines",
    policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  }),
  tagged("aws:iam/policy:Policy", "boundary", {
    policy: document(
      {
        Effect: "Allow",
        Action: ["ec2:*", "s3:*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
      },
      { Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
      { ...hand, Resource: arn("role/*") },
      {
        Effect: "Allow",
        NotAction: ["iam:*", "organizations:*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
      },
      { Effect: "Deny", Action: "iam:CreateUser", Resource: "*" },
    ),
  }),
  tagged("aws:iam/instanceProfile:InstanceProfile", "profile", { name: "acme--web", role: "acme--web--machines" }),
];

/** What looks wide and is not. */
export const near = [
  role("organisation", {
    ...machines,
    Principal: { AWS: "*" },
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  }),
  role("pods", { ...federated, Action: "sts:AssumeRoleWithWebIdentity" }),
  role("denied", machines, { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }),
  rolePolicy("denies", { Effect: "Deny", Action: "*", Resource: "*" }),
  rolePolicy("lists", { ...read, Action: "iam:List*", Resource: "*" }),
  rolePolicy("whole", { ...read, Action: "s3:*" }),
  rolePolicy("one-role", { ...hand, Action: "iam:*" }),
  rolePolicy("bounded", {
    ...hand,
    Action: "iam:AttachRolePolicy",
    Resource: "*",
    Condition: { StringEquals: { "iam:PermissionsBoundary": arn("policy/acme--web--boundary") } },
  }),
  rolePolicy("none"),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "own", {
    policyArn: arn("policy/AdministratorAccess"),
  }),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "views", {
    policyArn: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
  }),
];
