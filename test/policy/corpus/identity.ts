import { resource } from "../../helpers/judge.ts";
import { adding, clean, document, faults, place, set } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { arn, everything, hand, machines, named, near, people, read, roles } from "./roleStack.ts";

const trust = (name: string, ...statements: object[]) => set(name, "assumeRolePolicy", document(...statements));
const rule = (id: string, name: string, property = "policy"): string => `identity/${id} ${name} ${property}`;
const policy = (name: string, ...statements: object[]) => set(name, "policy", document(...statements));

/** Roles, and what they may do. */
export const identityCases: readonly CorpusCase[] = [
  clean("roles", roles),
  clean("roles that look wide", near),
  ...faults(roles, [
    ...(["User", "AccessKey", "Group", "UserLoginProfile", "SshKey", "UserPolicyAttachment"] as const).map(
      (kind) =>
        [
          `what lasts: ${kind}`,
          adding(resource(`aws:iam/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`, "lasting", {})),
          "identity/no-users lasting",
        ] as const,
    ),
    [
      "a user's policy",
      adding(resource("aws:iam/userPolicy:UserPolicy", "lasting", { policy: document(everything) })),
      "identity/no-users lasting",
      rule("no-escalation", "lasting"),
      rule("no-full-admin", "lasting"),
      rule("pass-role-bounded", "lasting"),
    ],
    [
      "everything for a role",
      policy("reads", everything),
      rule("no-escalation", "reads"),
      rule("no-full-admin", "reads"),
      rule("pass-role-bounded", "reads"),
    ],
    [
      "everything within a role",
      set("machines", "inlinePolicies", [{ name: "all", policy: document(everything) }]),
      rule("no-escalation", "machines", "inlinePolicies"),
      rule("no-full-admin", "machines", "inlinePolicies"),
      rule("pass-role-bounded", "machines", "inlinePolicies"),
    ],
    [
      "everything but one thing",
      policy("reads", { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::other" }),
      rule("no-escalation", "reads"),
      rule("no-full-admin", "reads"),
      rule("pass-role-bounded", "reads"),
    ],
    [
      "everything under a condition",
      policy("boundary", { ...everything, Condition: { StringEquals: { "aws:RequestedRegion": place.region } } }),
      rule("no-full-admin", "boundary"),
      rule("pass-role-bounded", "boundary"),
    ],
    [
      "all but a service",
      policy("reads", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
      rule("no-escalation", "reads"),
      rule("pass-role-bounded", "reads"),
    ],
    [
      "AWS's policy for administrators",
      set("managed", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"),
      rule("no-admin-managed-policies", "managed", "policyArn"),
    ],
    [
      "CloudShell for a role",
      set("people", "managedPolicyArns", ["arn:aws:iam::aws:policy/AWSCloudShellFullAccess"]),
      rule("no-admin-managed-policies", "people", "managedPolicyArns"),
    ],
    [
      "all of a service",
      policy("reads", { ...read, Action: "s3:*", Resource: "*" }),
      rule("no-wildcard-services", "reads"),
    ],
    [
      "all of a service among others",
      policy("boundary", { ...read, Action: ["s3:GetObject", "ec2:*"], Resource: ["*"] }),
      rule("no-wildcard-services", "boundary"),
    ],
    [
      "all of identities",
      policy("reads", { ...read, Action: "iam:*", Resource: "*" }),
      rule("no-escalation", "reads"),
      rule("no-wildcard-services", "reads"),
      rule("pass-role-bounded", "reads"),
    ],
    [
      "a role without a boundary",
      set("machines", "permissionsBoundary", undefined),
      rule("boundary-present", "machines", "permissionsBoundary"),
    ],
    [
      "a boundary that is none",
      set("people", "permissionsBoundary", ""),
      rule("boundary-present", "people", "permissionsBoundary"),
    ],
    [
      "a role for everybody",
      trust("machines", { ...machines, Principal: "*" }),
      rule("trust-closed", "machines", "assumeRolePolicy"),
    ],
    [
      "a role for every account",
      trust("people", { ...people, Principal: { AWS: ["*"] } }, named),
      rule("trust-closed", "people", "assumeRolePolicy"),
    ],
    [
      "a role for all but one",
      trust("machines", { Effect: "Allow", NotPrincipal: { AWS: arn("root") }, Action: "sts:AssumeRole" }),
      rule("trust-closed", "machines", "assumeRolePolicy"),
    ],
    [
      "an account without an external id",
      trust("people", { ...people, Condition: named.Condition }, named),
      rule("trust-external-id", "people", "assumeRolePolicy"),
    ],
    [
      "an external id that may be any",
      trust("people", { ...people, Condition: { StringLike: { "sts:ExternalId": "*" } } }),
      rule("trust-external-id", "people", "assumeRolePolicy"),
    ],
    [
      "a user of another account",
      trust("federated", { ...people, Principal: { AWS: "arn:aws:iam::444455556666:user/one" }, Condition: undefined }),
      rule("trust-external-id", "federated", "assumeRolePolicy"),
    ],
    ["any role handed over", policy("restores", { ...hand, Resource: "*" }), rule("pass-role-bounded", "restores")],
    [
      "any role of any account handed over",
      policy("restores", { ...hand, Resource: "arn:aws:iam::*:role/*" }),
      rule("pass-role-bounded", "restores"),
    ],
    [
      "any role handed over by a pattern",
      policy("restores", { ...hand, Action: ["s3:GetObject", "IAM:Pass?ole"], Resource: ["*"] }),
      rule("pass-role-bounded", "restores"),
    ],
    [
      "more for themselves",
      policy("reads", { ...read, Action: ["iam:AttachRolePolicy"], Resource: "*" }),
      rule("no-escalation", "reads"),
    ],
    [
      "another version of a policy",
      policy("boundary", { ...read, Action: "iam:*PolicyVersion", Resource: "*" }),
      rule("no-escalation", "boundary"),
    ],
    [
      "another trust",
      policy("restores", { ...read, Action: "iam:Update*", Resource: "*" }),
      rule("no-escalation", "restores"),
    ],
  ]),
];
