import type { WriteStopPlan } from "./plan.ts";

/** What roles lose when the quota is reached: to store more, and to bring back from cold classes, which costs too. They still delete. */
export const noWriting = {
  Version: "2012-10-17",
  Statement: [{ Sid: "QuotaReached", Effect: "Deny", Action: ["s3:PutObject", "s3:RestoreObject"], Resource: "*" }],
} as const;

/** What AWS Budgets may do: attach and detach {@link noWriting}, at the roles that write. */
export function executionPolicy({ accountId, denyPolicyName, roleNames }: WriteStopPlan): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EndAndAllowWriting",
        Effect: "Allow",
        Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        Resource: roleNames.map((name) => `arn:aws:iam::${accountId}:role/${name}`),
        Condition: { ArnEquals: { "iam:PolicyARN": `arn:aws:iam::${accountId}:policy/${denyPolicyName}` } },
      },
    ],
  };
}

/** AWS Budgets alone takes the role, for budgets of the account (AWS Cost Management User Guide, "Setting up a role for AWS Budgets to run budget actions"). */
export function executionTrust(accountId: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RunActions",
        Effect: "Allow",
        Principal: { Service: "budgets.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:budgets::${accountId}:budget/*` },
        },
      },
    ],
  };
}
