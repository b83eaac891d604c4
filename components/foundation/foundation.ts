import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Group } from "@pulumi/aws/resourcegroups/group.js";
import * as pulumi from "@pulumi/pulumi";

import type { TagFilter } from "../shared/tagFilter.ts";
import { BudgetAlarm } from "./budgetAlarm.ts";
import { CustomerKey } from "./customerKey.ts";
import { PermissionsBoundary } from "./permissionsBoundary.ts";
import type { FoundationPlan } from "./plan.ts";

/** Arguments of {@link Foundation}. */
export interface FoundationArgs {
  readonly foundation: FoundationPlan;
  /** Whether the engine refuses to delete the keys; true when absent. */
  readonly protect?: boolean;
  /** Tags of everything that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What every subscription on AWS stands on: the boundary of all its roles and a group of its resources, and where the plan has them a
 * key of the tenant's own, a log group and a budget.
 *
 * @example
 * new Foundation("web", {
 *   foundation: planFoundation(context, { dedicatedKey: true }, undefined).plan,
 *   tags: { "tenantry:tenant": "acme", "tenantry:subscription": "web" },
 * });
 */
export class Foundation extends pulumi.ComponentResource {
  /** The ARN of the policy that bounds all roles. */
  readonly permissionsBoundaryArn: pulumi.Output<string>;
  /** The ARN of the tenant's own key; undefined where the plan has none. */
  readonly keyArn: pulumi.Output<string> | undefined;
  /** The ARN of the tenant's own key in the region of backups' copies; undefined where the plan has none. */
  readonly copyKeyArn: pulumi.Output<string> | undefined;
  /** The name of the log group; undefined where the plan has none. */
  readonly logGroupName: pulumi.Output<string> | undefined;
  /** The ARN of the log group; undefined where the plan has none. */
  readonly logGroupArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:Foundation", name, {}, opts);
    const parent = { parent: this };
    const { foundation, tags } = args;
    const { accountId, ownTags } = foundation;
    const boundary = new PermissionsBoundary(
      `${name}-boundary`,
      { ...foundation.boundary, accountId, tenantTag: ownTags.tenant, tags },
      parent,
    );
    this.permissionsBoundaryArn = boundary.arn;
    this.keyArn = this.#key(`${name}-key`, args, foundation.region, foundation.key?.logGroups ?? []);
    this.copyKeyArn =
      foundation.key?.copyRegion === undefined
        ? undefined
        : this.#key(`${name}-copy-key`, args, foundation.key.copyRegion, []);
    const logGroup =
      foundation.logs === undefined
        ? undefined
        : new LogGroup(
            `${name}-logs`,
            {
              name: foundation.logs.logGroupName,
              retentionInDays: foundation.logs.retentionDays,
              ...(this.keyArn !== undefined && { kmsKeyId: this.keyArn }),
              skipDestroy: false,
              tags,
            },
            parent,
          );
    this.logGroupName = logGroup?.name;
    this.logGroupArn = logGroup?.arn;
    new Group(
      `${name}-resources`,
      {
        name: foundation.resourceGroupName,
        description: "What belongs to one subscription of a tenant",
        resourceQuery: { type: "TAG_FILTERS_1_0", query: tagQuery([ownTags.tenant, ownTags.subscription]) },
        tags,
      },
      parent,
    );
    if (foundation.budget !== undefined) {
      const costTags = [ownTags.tenant, ownTags.subscription];
      new BudgetAlarm(`${name}-budget`, { ...foundation.budget, costTags, tags }, parent);
    }
    this.registerOutputs({
      permissionsBoundaryArn: this.permissionsBoundaryArn,
      keyArn: this.keyArn,
      copyKeyArn: this.copyKeyArn,
      logGroupName: this.logGroupName,
      logGroupArn: this.logGroupArn,
    });
  }

  #key(
    name: string,
    { foundation, protect, tags }: FoundationArgs,
    region: string,
    logGroups: readonly string[],
  ): pulumi.Output<string> | undefined {
    const { key, accountId, ownTags } = foundation;
    if (key === undefined) return undefined;
    const { aliasName, services } = key;
    const args = { aliasName, accountId, region, services, logGroups, tenantTag: ownTags.tenant, tags };
    return new CustomerKey(name, { ...args, ...(protect !== undefined && { protect }) }, { parent: this }).arn;
  }
}

/** A query for whatever carries all of these tags (AWS Resource Groups API Reference, ResourceQuery). */
function tagQuery(filters: readonly TagFilter[]): string {
  return JSON.stringify({
    ResourceTypeFilters: ["AWS::AllSupported"],
    TagFilters: filters.map(({ key, value }) => ({ Key: key, Values: [value] })),
  });
}
