import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What is encrypted is replicated too, and a replica is encrypted like the original. */
export const replicationEncrypted: Rule = {
  id: "storage/replication-encrypted",
  title: "Replicas of buckets have all objects, each encrypted by a key",
  severity: "high",
  rationale:
    "S3 leaves out what KMS encrypts unless it is told not to, so that a replica without a word of warning lacks everything (Amazon S3 User Guide, Replicating encrypted objects).",
  remediation:
    "In each rule, enable sourceSelectionCriteria.sseKmsEncryptedObjects and name a key in destination.encryptionConfiguration.",
  controls: [iso27001("A.8.13"), iso27001("A.8.24"), soc2("A1.2"), soc2("CC6.1")],
  resourceTypes: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
  looksAt: "resource",
  check({ inputs }) {
    const rules = listAt(inputs, "rules");
    const takesAll = (rule: unknown): boolean =>
      valueAt(rule, "sourceSelectionCriteria", "sseKmsEncryptedObjects", "status") === "Enabled";
    const encrypts = (rule: unknown): boolean =>
      isText(valueAt(rule, "destination", "encryptionConfiguration", "replicaKmsKeyId"));
    return [
      ...says("rules.sourceSelectionCriteria.sseKmsEncryptedObjects.status", "be Enabled", rules.every(takesAll)),
      ...says("rules.destination.encryptionConfiguration.replicaKmsKeyId", "name a key", rules.every(encrypts)),
    ];
  },
};

function says(property: string, should: string, holds: boolean) {
  return holds ? [] : [{ property, message: `${property} should ${should}.` }];
}
