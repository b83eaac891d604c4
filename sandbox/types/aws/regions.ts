/** AWS regions with the prefix of their zone ids, and the zones that the sandbox gives each of them. */

/** Commercial regions and the short names in their zone ids (AWS documentation, "AWS Regions and Availability Zones"). */
const ZONE_ID_PREFIXES: Readonly<Record<string, string>> = {
  "af-south-1": "afs1",
  "ap-east-1": "ape1",
  "ap-northeast-1": "apne1",
  "ap-northeast-2": "apne2",
  "ap-northeast-3": "apne3",
  "ap-south-1": "aps1",
  "ap-south-2": "aps2",
  "ap-southeast-1": "apse1",
  "ap-southeast-2": "apse2",
  "ap-southeast-3": "apse3",
  "ap-southeast-4": "apse4",
  "ca-central-1": "cac1",
  "ca-west-1": "caw1",
  "eu-central-1": "euc1",
  "eu-central-2": "euc2",
  "eu-north-1": "eun1",
  "eu-south-1": "eus1",
  "eu-south-2": "eus2",
  "eu-west-1": "euw1",
  "eu-west-2": "euw2",
  "eu-west-3": "euw3",
  "il-central-1": "ilc1",
  "me-central-1": "mec1",
  "me-south-1": "mes1",
  "sa-east-1": "sae1",
  "us-east-1": "use1",
  "us-east-2": "use2",
  "us-west-1": "usw1",
  "us-west-2": "usw2",
};

/** Names of all regions that the sandbox knows. */
export const REGIONS: readonly string[] = Object.keys(ZONE_ID_PREFIXES);

const ZONE_LETTERS = ["a", "b", "c"];

/** A zone by name (`eu-central-1a`) and id (`euc1-az1`). */
export interface Zone {
  readonly name: string;
  readonly id: string;
}

/** The three zones of a region. */
export function zonesOf(region: string): Zone[] {
  const prefix = ZONE_ID_PREFIXES[region] ?? region;
  return ZONE_LETTERS.map((letter, index) => ({ name: `${region}${letter}`, id: `${prefix}-az${String(index + 1)}` }));
}
