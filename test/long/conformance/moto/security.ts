/** AWS KMS, Amazon CloudWatch Logs, AWS Budgets and AWS Resource Groups in calls of their own. */
import type { NotificationWithSubscribers } from "@aws-sdk/client-budgets";
import type { Inputs } from "../inputs.ts";
import { type Adapters, given } from "./adapter.ts";

type SecurityAdapters = Pick<
  Adapters,
  | "aws:budgets/budget:Budget"
  | "aws:cloudwatch/logGroup:LogGroup"
  | "aws:kms/alias:Alias"
  | "aws:kms/key:Key"
  | "aws:resourcegroups/group:Group"
>;

type BudgetInputs = Inputs["aws:budgets/budget:Budget"];

const notificationsOf = ({ notifications }: BudgetInputs): NotificationWithSubscribers[] =>
  (notifications ?? []).map(({ threshold, subscriberEmailAddresses }) => ({
    Notification: { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: threshold },
    Subscribers: (subscriberEmailAddresses ?? []).map((Address) => ({ SubscriptionType: "EMAIL", Address })),
  }));

/** Adapters of keys, log groups, budgets and resource groups. */
export const securityAdapters: SecurityAdapters = {
  "aws:kms/key:Key": async ({ kms }, inputs) => {
    const { KeyMetadata } = await kms.createKey({
      Description: inputs.description,
      Policy: inputs.policy,
      KeySpec: inputs.customerMasterKeySpec === "RSA_2048" ? "RSA_2048" : undefined,
      KeyUsage: inputs.keyUsage === "SIGN_VERIFY" ? "SIGN_VERIFY" : undefined,
    });
    const KeyId = given(KeyMetadata?.KeyId);
    if (inputs.enableKeyRotation === true) await kms.enableKeyRotation({ KeyId });
    const remove = () => kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: inputs.deletionWindowInDays });
    return { id: KeyId, arn: KeyMetadata?.Arn, remove };
  },

  "aws:kms/alias:Alias": async ({ kms }, { name, targetKeyId }) => {
    await kms.createAlias({ AliasName: name, TargetKeyId: targetKeyId });
    return { id: given(name), remove: () => kms.deleteAlias({ AliasName: name }) };
  },

  "aws:cloudwatch/logGroup:LogGroup": async ({ logs }, { name, retentionInDays, kmsKeyId }) => {
    const logGroupName = given(name);
    await logs.createLogGroup({ logGroupName, kmsKeyId });
    const keep = (days: number | undefined) =>
      days === undefined || days === 0
        ? logs.deleteRetentionPolicy({ logGroupName })
        : logs.putRetentionPolicy({ logGroupName, retentionInDays: days });
    if (retentionInDays !== undefined) await keep(retentionInDays);
    return {
      id: logGroupName,
      update: (inputs) => keep(inputs.retentionInDays),
      remove: () => logs.deleteLogGroup({ logGroupName }),
    };
  },

  "aws:budgets/budget:Budget": async ({ account, budgets }, inputs) => {
    const { name, limitAmount, limitUnit } = inputs;
    const budget = { AccountId: account, BudgetName: given(name) };
    await budgets.createBudget({
      AccountId: account,
      Budget: {
        BudgetName: name,
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: limitAmount, Unit: limitUnit },
      },
      NotificationsWithSubscribers: notificationsOf(inputs),
    });
    return { id: `${account}:${budget.BudgetName}`, remove: () => budgets.deleteBudget(budget) };
  },

  "aws:resourcegroups/group:Group": async ({ resourceGroups }, { name, resourceQuery }) => {
    await resourceGroups.createGroup({
      Name: name,
      ResourceQuery: { Type: "TAG_FILTERS_1_0", Query: resourceQuery?.query },
    });
    return { id: given(name), remove: () => resourceGroups.deleteGroup({ Group: name }) };
  },
};
