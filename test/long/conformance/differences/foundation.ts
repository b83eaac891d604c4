import { accepts, type Differences, says } from "./difference.ts";

const iamQuotas = 'IAM User Guide, "IAM and AWS STS quotas"';
const grammar = 'IAM User Guide, "Grammar of the IAM JSON policy language"';

/** Differences of AWS IAM, AWS KMS, Amazon CloudWatch Logs and AWS Budgets. */
export const foundationDifferences: Differences = {
  "iam:CreateRole": {
    "a name that is taken in other letters": accepts(
      "role names are not told apart by case: IAM API Reference, CreateRole, RoleName",
    ),
    "a trust in a role that is not there": accepts(
      'principals are resolved when the policy is saved: IAM User Guide, "AWS JSON policy elements: Principal"',
    ),
    "a trust policy without a principal": accepts(`a trust policy names who may take the role: ${grammar}`),
  },
  "iam:CreatePolicy": {
    "a policy of more than 6,144 characters": accepts(`the size of managed policies is limited: ${iamQuotas}`),
  },
  "iam:DeletePolicy": {
    "a policy that a role has": accepts(
      "a policy has to be detached from all roles first: IAM API Reference, DeletePolicy",
    ),
  },
  "iam:AttachRolePolicy": {
    "the eleventh policy of a role": accepts(`a role has ten managed policies by default: ${iamQuotas}`),
  },
  "iam:PutRolePolicy": {
    "more than 10,240 characters in one role": accepts(`the size of a role's own policies is limited: ${iamQuotas}`),
  },
  "kms:EnableKeyRotation": {
    "an RSA key": accepts("keys with an asymmetric pair do not rotate: AWS KMS API Reference, EnableKeyRotation"),
  },
  "kms:CreateKey": {
    "a policy that nobody could change any more": accepts(
      "the caller must be able to change the policy later: AWS KMS API Reference, CreateKey, BypassPolicyLockoutSafetyCheck",
    ),
  },
  "logs:CreateLogGroup": {
    "a key that is not there": accepts(
      "the key must exist and be usable: Amazon CloudWatch Logs API Reference, CreateLogGroup",
    ),
  },
  "logs:PutRetentionPolicy": {
    "ten days, which is no retention that is offered": accepts(
      "the days are of a list: Amazon CloudWatch Logs API Reference, PutRetentionPolicy, retentionInDays",
    ),
  },
  "resource-groups:CreateGroup": {
    "a group by a tag of any value": says(
      "BadRequestException",
      "a tag without values stands for all values, which moto does not know: AWS Resource Groups API Reference, ResourceQuery, Query",
    ),
  },
  "budgets:CreateBudget": {
    "eleven alarms": accepts(
      "a budget has ten notifications at most: AWS Billing API Reference, CreateBudget, NotificationsWithSubscribers",
    ),
  },
};
