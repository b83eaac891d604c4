import { BudgetAction } from "@pulumi/aws/budgets/budgetAction.js";
import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

import type { WriteStopPlan } from "./plan.ts";
import { executionPolicy, executionTrust, noWriting } from "./policies.ts";

/** Arguments of {@link WriteStop}. */
export interface WriteStopArgs {
  readonly writeStop: WriteStopPlan;
  /** What has to be there before: the budget, and the roles that write. */
  readonly after: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Takes the right to write from roles when a budget is used up. What AWS Budgets may do for that is bounded to attaching and detaching
 * the one policy, which only denies, at these roles.
 */
export class WriteStop extends pulumi.ComponentResource {
  constructor(name: string, args: WriteStopArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:WriteStop", name, {}, opts);
    const { writeStop, after, tags } = args;
    const parent = { parent: this };
    const deny = new Policy(
      `${name}-quota-reached`,
      {
        name: writeStop.denyPolicyName,
        description: "Ends writing while the quota is reached",
        policy: JSON.stringify(noWriting),
        tags,
      },
      parent,
    );
    const execution = new Policy(
      `${name}-quota`,
      {
        name: writeStop.executionPolicyName,
        description: "What AWS Budgets may do when the quota is reached",
        policy: JSON.stringify(executionPolicy(writeStop)),
        tags,
      },
      parent,
    );
    const role = new Role(
      `${name}-quota`,
      {
        name: writeStop.executionRoleName,
        description: "Ends writing when the quota is reached",
        assumeRolePolicy: JSON.stringify(executionTrust(writeStop.accountId)),
        permissionsBoundary: execution.arn,
        tags,
      },
      parent,
    );
    const attachment = new RolePolicyAttachment(`${name}-quota`, { role: role.name, policyArn: execution.arn }, parent);
    new BudgetAction(
      `${name}-quota`,
      {
        budgetName: writeStop.budgetName,
        actionType: "APPLY_IAM_POLICY",
        approvalModel: "AUTOMATIC",
        notificationType: "ACTUAL",
        actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 },
        definition: { iamActionDefinition: { policyArn: deny.arn, roles: [...writeStop.roleNames] } },
        executionRoleArn: role.arn,
        subscribers: writeStop.subscribers.map((address) => ({ subscriptionType: "EMAIL", address })),
        tags,
      },
      { ...parent, dependsOn: [attachment, ...after] },
    );
    this.registerOutputs({});
  }
}
