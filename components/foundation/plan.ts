import { nameRules } from "../../core/names/nameRules.ts";
import { commonBeginning, physicalName } from "../../core/names/names.ts";
import { accountIsolation, type AccountIsolation } from "../shared/ownAccount.ts";
import { logGroupPatterns } from "../shared/ownNames.ts";
import type { PartContext, PartPlan } from "../shared/partContext.ts";
import { ownTagsOf, type OwnTags } from "../shared/tagFilter.ts";
import type { FoundationFeatures } from "./order.ts";

/** What every subscription stands on, with every name decided. */
export interface FoundationPlan {
  readonly accountId: string;
  readonly region: string;
  /** The tags that the subscription's resources are found by. */
  readonly ownTags: OwnTags;
  readonly boundary: {
    readonly policyName: string;
    /** The cell's region, and the one of backups' copies. */
    readonly regions: readonly string[];
    readonly isolation: AccountIsolation;
    /**
     * How the names of the tenant's buckets begin. Where estate's name and tenant's id together are too long for names on S3, it is cut,
     * and tenants whose ids begin alike are kept apart by their roles' own policies alone.
     */
    readonly bucketNamePrefix: string;
    /** The tenant's access points, as a pattern of their ARNs; absent where a kind has none. */
    readonly accessPointArns?: string;
    /** How the names of the tenant's roles begin, and nobody else's. */
    readonly roleNamePrefix: string;
  };
  /** The tenant's own key; absent where the tier has none. */
  readonly key?: {
    readonly aliasName: string;
    /** The region of a second key, for copies of backups; absent where there are none. */
    readonly copyRegion?: string;
    /** The services that use it for the tenant, by the first part of their endpoints. */
    readonly services: readonly string[];
    /** The log groups that it may encrypt, as patterns of their names. */
    readonly logGroups: readonly string[];
  };
  /** Absent where the tier has none. */
  readonly logs?: { readonly logGroupName: string; readonly retentionDays: number };
  readonly resourceGroupName: string;
  /** Absent where the tier has none. */
  readonly budget?: {
    readonly budgetName: string;
    /** In US dollars, with two decimals. */
    readonly monthlyLimit: string;
    /** Per cent of the limit, rising. */
    readonly thresholds: readonly number[];
    /** Addresses, each once. */
    readonly subscribers: readonly string[];
  };
}

/** Services that keep the tenant's data or hand it out. */
const keyServices = ["backup", "ec2", "elasticfilesystem", "logs", "rds", "s3", "secretsmanager"];

/**
 * Decides every name of what a subscription stands on.
 *
 * @param copyRegion the region that backups are copied to; undefined where there are no copies.
 */
export function planFoundation(
  context: PartContext,
  features: FoundationFeatures,
  copyRegion: string | undefined,
): PartPlan<FoundationPlan> {
  const { estateName, owner, cell, contacts } = context;
  const [tenantId] = owner;
  const { dedicatedKey, logs, budget } = features;
  const elsewhere = copyRegion === cell.region ? undefined : copyRegion;
  const plan: FoundationPlan = {
    accountId: cell.accountId,
    region: cell.region,
    ownTags: ownTagsOf(owner),
    boundary: {
      policyName: physicalName(nameRules.iamPolicy, [...owner, "boundary"]),
      regions: [cell.region, ...(elsewhere === undefined ? [] : [elsewhere])],
      isolation: accountIsolation(context),
      bucketNamePrefix: commonBeginning(nameRules.s3Bucket, [estateName, tenantId]).beginning,
      roleNamePrefix: commonBeginning(nameRules.iamRole, [tenantId]).beginning,
    },
    ...(dedicatedKey && {
      key: {
        aliasName: physicalName(nameRules.kmsAlias, owner),
        ...(elsewhere !== undefined && { copyRegion: elsewhere }),
        services: keyServices,
        logGroups: logGroupPatterns(owner),
      },
    }),
    ...(logs !== undefined && {
      logs: { logGroupName: physicalName(nameRules.logGroup, owner), retentionDays: logs.retentionDays },
    }),
    resourceGroupName: physicalName(nameRules.resourceGroup, owner),
    ...(budget !== undefined && {
      budget: {
        budgetName: physicalName(nameRules.budget, owner),
        monthlyLimit: budget.monthlyUsd.toFixed(2),
        thresholds: budget.thresholds.toSorted((a, b) => a - b),
        subscribers: [...new Set([contacts.technical, contacts.billing])],
      },
    }),
  };
  return { plan, claims: [], problems: [] };
}
