/** What a tenant's account is governed with. */
import { Budget } from "@pulumi/aws/budgets/budget.js";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile.js";
import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Group } from "@pulumi/aws/resourcegroups/group.js";

/** What may differ between two runs. */
interface Settings {
  /** Monthly budget in dollars; a change updates it. */
  readonly budget: string;
  /** Name of the log group; a change replaces it. */
  readonly logGroup: string;
}

/** What other programs build on. */
export interface Foundation {
  readonly role: Role;
  readonly profile: InstanceProfile;
  readonly key: Key;
}

/** Makes the foundation. */
export function foundation({ budget, logGroup }: Settings): Foundation {
  const Version = "2012-10-17" as const;
  const allow = { Version, Statement: [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "*" }] };
  const boundary = new Policy("boundary", { policy: allow });
  const role = new Role("machines", {
    assumeRolePolicy: {
      Version,
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    permissionsBoundary: boundary.arn,
  });
  new RolePolicy("own", { role: role.id, policy: allow });
  new RolePolicyAttachment("managed", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  });
  const profile = new InstanceProfile("machines", { role: role.name });
  const key = new Key("tenant", { enableKeyRotation: true });
  new LogGroup("tenant", { name: logGroup, kmsKeyId: key.arn, retentionInDays: 30 });
  new Budget("month", {
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: budget,
    limitUnit: "USD",
    notifications: [
      {
        comparisonOperator: "GREATER_THAN",
        notificationType: "ACTUAL",
        threshold: 80,
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: ["operations@acme.example"],
      },
    ],
  });
  new Group("tenant", {
    resourceQuery: {
      query: JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters: [{ Key: "tenant" }] }),
    },
  });
  return { role, profile, key };
}
