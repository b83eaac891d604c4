import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Whoever comes to an account comes by a role. */
export const noUsers: Rule = {
  id: "identity/no-users",
  title: "Nobody has a user or an access key",
  severity: "high",
  rationale:
    "Users and their keys do not end, are shared and leak; people and machines come by roles, for hours (AWS IAM User Guide, Security best practices in IAM).",
  remediation: "Remove the user, and let people come by an identity provider and machines by a role.",
  controls: [cisAws("1.15"), iso27001("A.5.16"), soc2("CC6.1")],
  resourceTypes: [
    "aws:iam/accessKey:AccessKey",
    "aws:iam/group:Group",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/sshKey:SshKey",
    "aws:iam/user:User",
    "aws:iam/userGroupMembership:UserGroupMembership",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  ],
  looksAt: "resource",
  check() {
    return [{ message: "The stack should have no users, groups or credentials that last." }];
  },
};
