/** AWS IAM in calls of its own. */
import { type Adapters, given } from "./adapter.ts";

type AccessAdapters = Pick<
  Adapters,
  | "aws:iam/instanceProfile:InstanceProfile"
  | "aws:iam/policy:Policy"
  | "aws:iam/role:Role"
  | "aws:iam/rolePolicy:RolePolicy"
  | "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
>;

/** A role's name. Programs may give the role itself instead; cases do not. */
const nameOf = (role: unknown): string => (typeof role === "string" ? role : "");

const documentOf = (policy: unknown): string => (typeof policy === "string" ? policy : JSON.stringify(policy));

/** Adapters of roles, policies and instance profiles. */
export const accessAdapters: AccessAdapters = {
  "aws:iam/role:Role": async ({ iam }, { name, assumeRolePolicy, permissionsBoundary, maxSessionDuration }) => {
    const { Role } = await iam.createRole({
      RoleName: name,
      AssumeRolePolicyDocument: documentOf(assumeRolePolicy),
      PermissionsBoundary: permissionsBoundary,
      MaxSessionDuration: maxSessionDuration,
    });
    return { id: given(Role?.RoleName), arn: Role?.Arn, remove: () => iam.deleteRole({ RoleName: name }) };
  },

  "aws:iam/policy:Policy": async ({ iam }, { name, policy }) => {
    const { Policy } = await iam.createPolicy({ PolicyName: name, PolicyDocument: documentOf(policy) });
    const PolicyArn = given(Policy?.Arn);
    return { id: PolicyArn, arn: PolicyArn, remove: () => iam.deletePolicy({ PolicyArn }) };
  },

  "aws:iam/rolePolicy:RolePolicy": async ({ iam }, { name, role, policy }) => {
    const named = { RoleName: nameOf(role), PolicyName: given(name) };
    await iam.putRolePolicy({ ...named, PolicyDocument: documentOf(policy) });
    return { id: `${named.RoleName}:${named.PolicyName}`, remove: () => iam.deleteRolePolicy(named) };
  },

  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": async ({ iam }, { role, policyArn }) => {
    const attachment = { RoleName: nameOf(role), PolicyArn: policyArn };
    await iam.attachRolePolicy(attachment);
    return { id: `${attachment.RoleName}/${policyArn}`, remove: () => iam.detachRolePolicy(attachment) };
  },

  "aws:iam/instanceProfile:InstanceProfile": async ({ iam }, { name, role }) => {
    const InstanceProfileName = given(name);
    const { InstanceProfile } = await iam.createInstanceProfile({ InstanceProfileName });
    const membership = { InstanceProfileName, RoleName: nameOf(role) };
    if (role !== undefined) await iam.addRoleToInstanceProfile(membership);
    return {
      id: InstanceProfileName,
      arn: InstanceProfile?.Arn,
      remove: async () => {
        if (role !== undefined) await iam.removeRoleFromInstanceProfile(membership);
        await iam.deleteInstanceProfile({ InstanceProfileName });
      },
    };
  },
};
