/** AWS IAM: roles, policies and instance profiles. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { document, reading, role } from "../fixtures.ts";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** A policy document with at least as many characters as are asked for. */
const documentOf = (characters: number): string =>
  document({ Action: "s3:ListBucket", Resource: `arn:aws:s3:::${"a".repeat(characters)}` });

const policy = (aws: Account, name: string) => aws.create(POLICY, { name, policy: reading });

/** Policies that break the grammar. */
const malformed: readonly (readonly [what: string, policyDocument: string])[] = [
  ["a policy without a resource", document({ Action: "s3:ListBucket" })],
  ["a policy with a version that is none", reading.replace("2012-10-17", "2012-10-18")],
  ["a policy without statements", JSON.stringify({ Version: "2012-10-17" })],
  ["an effect in small letters", reading.replace("Allow", "allow")],
  ["an action that does not name its service", document({ Action: "ListBucket", Resource: "*" })],
  ["a resource that is no ARN", document({ Action: "s3:ListBucket", Resource: "acme" })],
  ["an element that is none", document({ Action: "s3:ListBucket", Resource: "*", Resources: "*" })],
  [
    "an operator that is none",
    document({ Action: "s3:ListBucket", Resource: "*", Condition: { StringIs: { a: "b" } } }),
  ],
  [
    "two statements of one name",
    JSON.stringify({
      Version: "2012-10-17",
      Statement: ["s3:ListBucket", "s3:GetObject"].map((Action) => ({
        Sid: "Read",
        Effect: "Allow",
        Action,
        Resource: "*",
      })),
    }),
  ],
];

/** Cases of roles, policies and instance profiles. */
export const accessCases: readonly Case[] = [
  accepted("iam:CreateRole", "a role of a service", (aws) => () => role(aws, "web")),
  refused("iam:CreateRole", "EntityAlreadyExists", "a name that is taken", async (aws) => {
    await role(aws, "web");
    return () => role(aws, "web");
  }),
  refused("iam:CreateRole", "EntityAlreadyExists", "a name that is taken in other letters", async (aws) => {
    await role(aws, "web");
    return () => role(aws, "Web");
  }),
  refused(
    "iam:CreateRole",
    "MalformedPolicyDocument",
    "a trust in a role that is not there",
    (aws) => () =>
      aws.create(ROLE, {
        name: "web",
        assumeRolePolicy: document({
          Action: "sts:AssumeRole",
          Principal: { AWS: `arn:aws:iam::${aws.number}:role/nobody` },
        }),
      }),
  ),
  accepted("iam:CreateRole", "a trust in another role", async (aws) => {
    const deployer = await role(aws, "deployer");
    const Principal = { AWS: deployer.arn };
    return () => aws.create(ROLE, { name: "web", assumeRolePolicy: document({ Action: "sts:AssumeRole", Principal }) });
  }),
  refused(
    "iam:CreateRole",
    "MalformedPolicyDocument",
    "a trust policy without a principal",
    (aws) => () => aws.create(ROLE, { name: "web", assumeRolePolicy: document({ Action: "sts:AssumeRole" }) }),
    { inPreview: "assumeRolePolicy" },
  ),
  accepted("iam:DeleteRole", "a role that has nothing", async (aws) => {
    const web = await role(aws, "web");
    return () => aws.delete(web);
  }),
  refused("iam:DeleteRole", "DeleteConflict", "a role with a policy attached", async (aws) => {
    const web = await role(aws, "web");
    await aws.create(ATTACHMENT, { role: web.id, policyArn: (await policy(aws, "read")).arn });
    return () => aws.delete(web);
  }),
  refused("iam:DeleteRole", "DeleteConflict", "a role with a policy of its own", async (aws) => {
    const web = await role(aws, "web");
    await aws.create(ROLE_POLICY, { name: "read", role: web.id, policy: reading });
    return () => aws.delete(web);
  }),
  refused("iam:DeleteRole", "DeleteConflict", "a role in an instance profile", async (aws) => {
    const web = await role(aws, "web");
    await aws.create(PROFILE, { name: "web", role: web.id });
    return () => aws.delete(web);
  }),
  accepted("iam:CreatePolicy", "a policy", (aws) => () => policy(aws, "read")),
  refused("iam:CreatePolicy", "EntityAlreadyExists", "a name that is taken", async (aws) => {
    await policy(aws, "read");
    return () => policy(aws, "read");
  }),
  refused(
    "iam:CreatePolicy",
    "LimitExceeded",
    "a policy of more than 6,144 characters",
    (aws) => () => aws.create(POLICY, { name: "read", policy: documentOf(6_100) }),
  ),
  ...malformed.map(([what, policyDocument]) =>
    refused(
      "iam:CreatePolicy",
      "MalformedPolicyDocument",
      what,
      (aws) => () => aws.create(POLICY, { name: "read", policy: policyDocument }),
      { inPreview: "policy" },
    ),
  ),
  refused("iam:DeletePolicy", "DeleteConflict", "a policy that a role has", async (aws) => {
    const web = await role(aws, "web");
    const read = await policy(aws, "read");
    await aws.create(ATTACHMENT, { role: web.id, policyArn: read.arn });
    return () => aws.delete(read);
  }),
  accepted("iam:DeletePolicy", "a policy that no role has any more", async (aws) => {
    const web = await role(aws, "web");
    const read = await policy(aws, "read");
    await aws.delete(await aws.create(ATTACHMENT, { role: web.id, policyArn: read.arn }));
    return () => aws.delete(read);
  }),
  refused("iam:AttachRolePolicy", "NoSuchEntity", "a policy that is not there", async (aws) => {
    const web = await role(aws, "web");
    return () => aws.create(ATTACHMENT, { role: web.id, policyArn: `arn:aws:iam::${aws.number}:policy/nobody` });
  }),
  refused("iam:AttachRolePolicy", "NoSuchEntity", "a role that is not there", async (aws) => {
    const read = await policy(aws, "read");
    return () => aws.create(ATTACHMENT, { role: "nobody", policyArn: read.arn });
  }),
  refused("iam:AttachRolePolicy", "LimitExceeded", "the eleventh policy of a role", async (aws) => {
    const web = await role(aws, "web");
    const attach = async (index: number) => {
      const { arn } = await policy(aws, `read-${String(index)}`);
      return () => aws.create(ATTACHMENT, { role: web.id, policyArn: arn });
    };
    for (let index = 0; index < 10; index++) await (await attach(index))();
    return await attach(10);
  }),
  accepted("iam:PutRolePolicy", "a policy in the place of another of its name", async (aws) => {
    const web = await role(aws, "web");
    await aws.create(ROLE_POLICY, { name: "read", role: web.id, policy: reading });
    return () => aws.create(ROLE_POLICY, { name: "read", role: web.id, policy: documentOf(10) });
  }),
  refused(
    "iam:PutRolePolicy",
    "NoSuchEntity",
    "a role that is not there",
    (aws) => () => aws.create(ROLE_POLICY, { name: "read", role: "nobody", policy: reading }),
  ),
  refused("iam:PutRolePolicy", "LimitExceeded", "more than 10,240 characters in one role", async (aws) => {
    const web = await role(aws, "web");
    await aws.create(ROLE_POLICY, { name: "read", role: web.id, policy: documentOf(5_200) });
    return () => aws.create(ROLE_POLICY, { name: "more", role: web.id, policy: documentOf(5_200) });
  }),
  refused("iam:CreateInstanceProfile", "EntityAlreadyExists", "a name that is taken", async (aws) => {
    await aws.create(PROFILE, { name: "web" });
    return () => aws.create(PROFILE, { name: "web" });
  }),
  refused(
    "iam:AddRoleToInstanceProfile",
    "NoSuchEntity",
    "a role that is not there",
    (aws) => () => aws.create(PROFILE, { name: "web", role: "nobody" }),
  ),
];
