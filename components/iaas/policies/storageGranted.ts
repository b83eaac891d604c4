import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { beyondGrants, featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

const bucketType = "aws:s3/bucket:Bucket";
const volumeType = "aws:ebs/volume:Volume";
const databaseType = "aws:rds/instance:Instance";

/** No more is stored in than has been sold. */
export const storageGranted: Rule = subscriptionRule(bundleType, {
  id: "tenancy/storage-granted",
  title: "Storage and databases stay within what the tier grants",
  severity: "high",
  rationale:
    "Disks, buckets and databases beyond the grant are the provider's to pay, and nobody has agreed on a price for them.",
  remediation: "Remove or shrink what is beyond, or order an add-on or a tier that grants more.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    const volumes = ofType(volumeType);
    const databases = ofType(databaseType);
    // The bucket of records is the tier's own.
    const ownBuckets = featureOf(subscription, "accessLogs") === undefined ? 0 : 1;
    return beyondGrants(subscription, {
      buckets: ofType(bucketType).length - ownBuckets,
      volumes: volumes.length,
      fileSystems: ofType("aws:efs/fileSystem:FileSystem").length,
      databases: databases.length,
      storageGiB: [
        ...volumes.map(({ inputs }) => numberOf(valueAt(inputs, "size"))),
        // As large as a database grows by itself.
        ...databases.map(({ inputs }) =>
          Math.max(numberOf(valueAt(inputs, "allocatedStorage")), numberOf(valueAt(inputs, "maxAllocatedStorage"))),
        ),
      ].reduce((total, size) => total + size, 0),
    });
  },
});
