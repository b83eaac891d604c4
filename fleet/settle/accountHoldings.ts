import type { GetResourcesCommandOutput, ResourceTagMapping } from "@aws-sdk/client-resource-groups-tagging-api";

import { tenantTagKey } from "../../core/resolve/tags.ts";
import type { AwsCell } from "../../core/schema/cell.ts";
import { awsTypes } from "./awsTypes.ts";
import type { Holding } from "./holding.ts";

/** Gives a page of what an account holds in a region by a tag; the token is empty for the first. */
export type AskTags = (region: string, tenant: string | undefined, token: string) => Promise<GetResourcesCommandOutput>;

/** The region that lists what is in none (AWS General Reference, "Global services": IAM, AWS Budgets). */
const globalRegion = "us-east-1";

/**
 * What an account holds with a tenant's tag: in the cell's region, in the one of second copies, and what is in no region.
 *
 * The list by tags knows neither IAM roles nor Auto Scaling groups nor what takes no tags; {@link awsTypes} says how those are found.
 *
 * @param tenant its id; all tenants' when undefined.
 */
export async function accountHoldings(cell: AwsCell, tenant: string | undefined, ask: AskTags): Promise<Holding[]> {
  const regions = new Set([cell.region, ...(cell.copyRegion === undefined ? [] : [cell.copyRegion]), globalRegion]);
  const found: Holding[] = [];
  for (const region of regions) {
    const wanted = region === cell.region || region === cell.copyRegion ? "all" : "global";
    let token = "";
    do {
      const page = await ask(region, tenant, token);
      for (const mapping of page.ResourceTagMappingList ?? []) {
        const holding = toHolding(cell, mapping);
        if (holding !== undefined && (wanted === "all" || isGlobal(holding))) found.push(holding);
      }
      token = page.PaginationToken ?? "";
    } while (token !== "");
  }
  // What is in no region may be listed by more than one.
  return [...new Map(found.map((holding) => [holding.arn, holding])).values()];
}

/** Opens the API of an account, as the cell's provider reaches it. The SDK is loaded for this alone. */
export async function openAccount(cell: AwsCell): Promise<AskTags> {
  const { GetResourcesCommand, ResourceGroupsTaggingAPIClient } =
    await import("@aws-sdk/client-resource-groups-tagging-api");
  const { assumeRoleArn } = cell;
  const credentials =
    assumeRoleArn === undefined
      ? undefined
      : (await import("@aws-sdk/credential-providers")).fromTemporaryCredentials({
          params: { RoleArn: assumeRoleArn, RoleSessionName: "tenantry" },
          clientConfig: { region: cell.region },
        });
  return async (region, tenant, token) => {
    const client = new ResourceGroupsTaggingAPIClient({ region, ...(credentials !== undefined && { credentials }) });
    try {
      const filter = { Key: tenantTagKey, ...(tenant !== undefined && { Values: [tenant] }) };
      return await client.send(new GetResourcesCommand({ TagFilters: [filter], PaginationToken: token }));
    } finally {
      client.destroy();
    }
  };
}

/** An ARN's parts (AWS General Reference, "Amazon Resource Names"); S3 leaves region and account empty, and global services the region. */
const arnParts = /^arn:[^:]+:([^:]+):([^:]*):(\d*):(.+)$/;

function toHolding(cell: AwsCell, { ResourceARN: arn = "", Tags = [] }: ResourceTagMapping): Holding | undefined {
  const [, service = "", , account = "", resource = ""] = arnParts.exec(arn) ?? [];
  // Credentials that lead to another account than the cell's say nothing of the cell.
  if (service === "" || (account !== "" && account !== cell.accountId)) return undefined;
  const tags = Object.fromEntries(Tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));
  const tenant = tags[tenantTagKey];
  if (tenant === undefined) return undefined;
  const { type, id, part } = typeOf(`${service}:${resource}`, arn);
  const own = type === "aws:budgets/budget:Budget" ? `${cell.accountId}:${id}` : id;
  return { stack: tenant, cell: cell.id, type, id: own, name: tags["Name"] ?? part, tags, created: null, arn };
}

function typeOf(place: string, arn: string): { readonly type: string; readonly id: string; readonly part: string } {
  for (const [type, row] of Object.entries(awsTypes)) {
    const part = "arn" in row ? row.arn.exec(place)?.[1] : undefined;
    if (part !== undefined && "arn" in row) return { type, id: row.id === "arn" ? arn : part, part };
  }
  return { type: place.split(/[/:]/).slice(0, 2).join(":"), id: arn, part: place.split(/[/:]/).at(-1) ?? arn };
}

function isGlobal({ arn = "" }: Holding): boolean {
  return arnParts.exec(arn)?.[2] === "";
}
