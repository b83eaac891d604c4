import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { atTop, root } from "../tenancy/tenantStack.ts";
import { adding, faults, set, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { own, tags } from "./infrastructureObject.ts";
import { infrastructure } from "./infrastructureStack.ts";

/** The resource of a name without the engine's protection. */
const unprotected =
  (name: string) =>
  (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
    resources.map((one) => (one.name === name ? { ...one, protect: false } : one));

/** The resource of a name right below the stack. */
const atRoot =
  (name: string) =>
  (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
    resources.map((one) => (one.name === name ? { ...one, parent: root.urn } : one));

/** The tags of the subscription with one that is another's. */
const otherTags = (key: string, value: string): object => ({
  ...tags,
  [key]: value,
});

const bundle = (rule: string): string => `tenancy/${rule} web`;
const encryption = "assets-encryption";

/** Infrastructure that is not what the tenant has bought, or not the tenant's. */
export const infrastructureFaults: readonly CorpusCase[] = faults(infrastructure, [
  [
    "a subnet of another subscription",
    set("private-a", "tags", otherTags("tenantry:subscription", "shop")),
    "tenancy/tags-of-subscription private-a tags.tenantry:subscription",
  ],
  [
    "a volume of another tier",
    set("volume", "tags", otherTags("tenantry:tier", "starter@1")),
    "tenancy/tags-of-subscription volume tags.tenantry:tier",
  ],
  [
    "a vault for another cost centre",
    set("vault", "tags", otherTags("tenantry:cost-centre", "x")),
    "tenancy/tags-of-subscription vault tags.tenantry:cost-centre",
  ],
  [
    "a key of another tenant",
    set("key", "tags", otherTags("tenantry:tenant", "globex")),
    "tenancy/tags-present key tags.tenantry:tenant",
  ],
  [
    "a gateway beside all subscriptions",
    atRoot("nat"),
    "tenancy/belongs-to-subscription nat",
    bundle("ways-out-as-sold"),
  ],
  [
    "a role at the top",
    adding(atTop("aws:iam/policyAttachment:PolicyAttachment", "beside", {})),
    "tenancy/belongs-to-subscription beside",
  ],
  ["another tenant's bucket", set("group", "name", "globex--web--front"), "tenancy/names-own group name"],
  ["a plan named as somebody else's", set("plan", "name", "acme-evil--web"), "tenancy/names-own plan name"],
  [
    "any account",
    set("eu-central-1-main", "allowedAccountIds", undefined),
    "tenancy/providers-bound eu-central-1-main allowedAccountIds",
  ],
  [
    "another account",
    set("eu-central-1-main", "allowedAccountIds", '["999999999999"]'),
    "tenancy/providers-bound eu-central-1-main allowedAccountIds",
  ],
  [
    "another region",
    set("eu-central-1-main", "region", "us-east-1"),
    "tenancy/providers-bound eu-central-1-main region",
  ],
  [
    "a provider of another cloud",
    adding(atTop("pulumi:providers:gcp", "gcp", { project: "x" })),
    "tenancy/providers-bound gcp",
  ],
  [
    "copies in another jurisdiction",
    set("copies", "region", "us-east-1"),
    "tenancy/data-resident copies region",
    "backup/vault-denies-deletion copies",
  ],
  [
    "a disk in another jurisdiction",
    set("volume", "availabilityZone", "us-east-1a"),
    "tenancy/data-resident volume availabilityZone",
  ],
  [
    "backups to another jurisdiction",
    set(
      "plan",
      "rules.0.copyActions.0.destinationVaultArn",
      "arn:aws:backup:us-east-1:111122223333:backup-vault:acme--web",
    ),
    "tenancy/data-resident plan rules.0.copyActions.0.destinationVaultArn",
  ],
  ...["volume", "assets", "database", "key", "vault", "copies"].map(
    (name) => [`${name} that goes with a line`, unprotected(name), `tenancy/data-protected ${name}`] as const,
  ),
  ["one zone instead of two", set("private-b", "availabilityZone", "eu-central-1a"), bundle("zones-as-sold")],
  ["machines in one zone", set("group", "vpcZoneIdentifiers", ["subnet-private-a"]), bundle("zones-as-sold")],
  ["no way out", without("nat"), bundle("ways-out-as-sold")],
  [
    "a way out too many",
    adding(own("aws:ec2/natGateway:NatGateway", "second", { subnetId: "subnet-public-b", allocationId: "eipalloc-2" })),
    bundle("ways-out-as-sold"),
  ],
  ["traffic that nobody records", without("flow-log"), bundle("flow-logs-as-sold")],
  ["traffic that is soon forgotten", set("flows", "retentionInDays", 30), bundle("flow-logs-as-sold")],
  ["no endpoint of S3", without("s3"), bundle("endpoints-as-sold")],
  [
    "a disk under AWS' key",
    set("volume", "kmsKeyId", undefined),
    bundle("key-as-sold"),
    "keys/own-key-used volume kmsKeyId",
  ],
  [
    "a bucket under AWS' key",
    set(encryption, "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId", undefined),
    bundle("key-as-sold"),
    "keys/own-key-used assets rules.applyServerSideEncryptionByDefault.kmsMasterKeyId",
  ],
  ["no key of one's own", without("key"), bundle("key-as-sold")],
  ["backups once a week", set("plan", "rules.0.schedule", "cron(0 6 ? * SUN *)"), bundle("backups-as-sold")],
  [
    "backups for a week",
    set("plan", "rules.0.lifecycle.deleteAfter", 34),
    "backup/plan-retention plan rules.lifecycle.deleteAfter",
    bundle("backups-as-sold"),
  ],
  [
    "copies for a day",
    set("plan", "rules.0.copyActions.0.lifecycle.deleteAfter", 1),
    "backup/plan-retention plan rules.copyActions.lifecycle.deleteAfter",
    bundle("backups-as-sold"),
  ],
  ["a database without a standby", set("database", "multiAz", false), "tenancy/databases-as-sold database multiAz"],
  [
    "a database of a size that nobody sells",
    set("database", "instanceClass", "db.r7g.16xlarge"),
    "tenancy/databases-as-sold database instanceClass",
  ],
  [
    "more machines than are granted",
    set("group", "maxSize", 5),
    ...["machines", "vcpu", "memoryGiB"].map(() => bundle("machines-granted")),
  ],
  ["machines that nobody sells", set("template", "instanceType", "p5.48xlarge"), bundle("machines-granted")],
  ["more disk than is granted", set("volume", "size", 101), bundle("storage-granted")],
  ["a database that grows beyond the grant", set("database", "maxAllocatedStorage", 101), bundle("storage-granted")],
  [
    "machines that scale at another load",
    set("scaling", "targetTrackingConfiguration.targetValue", 90),
    "tenancy/scaling-as-sold scaling targetTrackingConfiguration.targetValue",
  ],
]);
