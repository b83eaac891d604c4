import { expect, test } from "@jest/globals";

import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { areas } from "./areas.ts";

/** What each rule about what a tenant has on AWS says of the corpus: names of properties, and never a value. */
const messages: Readonly<Record<string, readonly string[]>> = {
  "backup/plan-retention": [
    "rules.copyActions.lifecycle.deleteAfter should be as many days as the rule's settings ask for.",
    "rules.lifecycle.deleteAfter should be as many days as the rule's settings ask for.",
  ],
  "backup/plan-scheduled": [
    "rules should have a rule.",
    "rules.schedule should be set in every rule.",
    "rules.targetVaultName should be set in every rule.",
  ],
  "backup/plan-selects": ["Every plan of the stack should have a Selection."],
  "backup/selection-complete": [
    "resources should have the stack's file systems.",
    "resources should have the stack's volumes.",
  ],
  "backup/selection-own": [
    "conditions should select what has the tenant's tag and nothing else.",
    "selectionTags should select what has the tenant's tag and nothing else.",
  ],
  "backup/vault-denies-deletion": [
    "The vault should have a VaultPolicy that denies everybody backup:DeleteRecoveryPoint.",
  ],
  "backup/vault-kept": ["forceDestroy should be false."],
  "backup/vault-lock-bounds": ["minRetentionDays should be as many days as the rule's settings ask for."],
  "compute/disks-encrypted": [
    "blockDeviceMappings should name the root disk.",
    "blockDeviceMappings.0.ebs.encrypted should be true.",
    "ebsBlockDevices.0.encrypted should be true.",
    "rootBlockDevice.encrypted should be true.",
  ],
  "compute/group-from-template": [
    "The stack should have launch templates instead of a launch configuration.",
    "launchTemplate should name a launch template.",
  ],
  "compute/group-health-checked": ["healthCheckType should be ELB."],
  "compute/listener-tls": [
    "defaultActions of a listener of HTTP should redirect to HTTPS.",
    "protocol should be HTTPS or TLS.",
  ],
  "compute/listener-tls-policy": ["sslPolicy should be one of the security policies that the rule's settings have."],
  "compute/load-balancer-drops-invalid-headers": ["dropInvalidHeaderFields should be true."],
  "compute/load-balancer-zones": ["subnets should name two subnets at least."],
  "compute/machine-role": ["iamInstanceProfile should name an instance profile."],
  "compute/metadata-by-token": ["metadataOptions.httpTokens should be required."],
  "compute/metadata-hop-limit": [
    "metadataOptions.httpPutResponseHopLimit should be as low as the rule's settings say.",
  ],
  "compute/monitored": ["monitoring should be true.", "monitoring.enabled should be true."],
  "compute/no-elastic-address": [
    "The stack should tie no elastic address to a machine or network interface.",
    "instance should be empty.",
    "networkInterface should be empty.",
  ],
  "compute/no-key-pair": ["The stack should have no key pair.", "keyName should be empty."],
  "compute/no-public-address": [
    "associatePublicIpAddress should be false.",
    "networkInterfaces.0.associatePublicIpAddress should be false.",
  ],
  "compute/not-in-public-subnets": [
    "subnetId should name no subnet that the internet reaches.",
    "vpcZoneIdentifiers should name no subnet that the internet reaches.",
  ],
  "database/backed-up": ["backupRetentionPeriod should be as many days as the rule's settings ask for."],
  "database/deletion-protected": ["deletionProtection should be true."],
  "database/encrypted": ["storageEncrypted should be true."],
  "database/final-snapshot": [
    "finalSnapshotIdentifier should name the snapshot.",
    "skipFinalSnapshot should be false.",
  ],
  "database/iam-authentication": ["iamDatabaseAuthenticationEnabled should be true."],
  "database/minor-upgrades": ["autoMinorVersionUpgrade should be true."],
  "database/not-public": ["publiclyAccessible should be false."],
  "database/password-managed": [
    "manageMasterUserPassword should be true.",
    "masterPassword should be left out.",
    "password should be left out.",
  ],
  "database/private-subnets": [
    "dbSubnetGroupName should name a subnet group.",
    "subnetIds should name no subnet that the internet reaches.",
  ],
  "database/tags-copied": ["copyTagsToSnapshot should be true."],
  "database/tls-only": ["parameterGroupName should name a ParameterGroup of the stack that forces TLS."],
  "identity/boundary-present": ["permissionsBoundary should name a policy."],
  "identity/budget-action-bounded": ["definition.iamActionDefinition.policyArn should be a policy that only denies."],
  "identity/no-admin-managed-policies": [
    "managedPolicyArns should name no policy that the rule's settings refuse.",
    "policyArn should name no policy that the rule's settings refuse.",
  ],
  "identity/no-escalation": [
    "inlinePolicies should not allow changing identities everywhere without a condition.",
    "policy should not allow changing identities everywhere without a condition.",
  ],
  "identity/no-full-admin": [
    "inlinePolicies should not allow every action on everything.",
    "policy should not allow every action on everything.",
  ],
  "identity/no-users": ["The stack should have no users, groups or credentials that last."],
  "identity/no-wildcard-services": ["policy should not allow all of a service on everything without a condition."],
  "identity/pass-role-bounded": [
    "inlinePolicies should name the roles that may be handed over.",
    "policy should name the roles that may be handed over.",
  ],
  "identity/trust-closed": ["assumeRolePolicy should let nobody without a name take the role."],
  "identity/trust-external-id": ["assumeRolePolicy should ask accounts for an external id."],
  "keys/account-administers": [
    "bypassPolicyLockoutSafetyCheck should be false.",
    "policy should let the account administer the key.",
  ],
  "keys/deletion-window": ["deletionWindowInDays should be as many days as the rule's settings ask for."],
  "keys/own-key-used": [
    "blockDeviceMappings.ebs.kmsKeyId should name the subscription's own key.",
    "kmsKeyArn should name the subscription's own key.",
    "kmsKeyId should name the subscription's own key.",
    "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId should name the subscription's own key.",
  ],
  "keys/policy-closed": ["policy should let in nobody without a name or a bounding condition."],
  "keys/rotated": ["enableKeyRotation should be true."],
  "logging/bucket-requests-recorded": [
    "The bucket should have a BucketLogging, as others of its subscription have.",
    "targetBucket of the bucket's logging should be another bucket.",
  ],
  "logging/budget-tells": ["notifications should each have a subscriber."],
  "logging/database-logs": [
    "enabledCloudwatchLogsExports should name logs that have a LogGroup in the stack.",
    "enabledCloudwatchLogsExports should name logs.",
  ],
  "logging/flow-logs-complete": ["logDestination should name where the records go.", "trafficType should be ALL."],
  "logging/load-balancer-requests-recorded": [
    "accessLogs.bucket should name a bucket.",
    "accessLogs.enabled should be true.",
  ],
  "logging/log-retention": ["retentionInDays should be as many days as the rule's settings ask for."],
  "network/acl-no-admin-ports": [
    "ingress should not allow ports of remote administration from everywhere.",
    "ruleAction should not allow ports of remote administration from everywhere.",
  ],
  "network/default-security-group-closed": ["egress should be empty.", "ingress should be empty."],
  "network/default-security-group-managed": ["The VPC of vpcId should have its DefaultSecurityGroup in the stack."],
  "network/egress-bounded": [
    "cidrBlocks should not be everywhere but for a single port that is open to the outside.",
    "cidrIpv4 should not be everywhere but for a single port that is open to the outside.",
    "egress.cidrBlocks should not be everywhere but for a single port that is open to the outside.",
  ],
  "network/interface-endpoints-inside": [
    "privateDnsEnabled should be true.",
    "securityGroupIds should name a security group.",
  ],
  "network/no-open-admin-ports": [
    "cidrIpv4 should not be everywhere for ports of remote administration.",
    "cidrIpv6 should not be everywhere for ports of remote administration.",
    "ingress.cidrBlocks should not be everywhere for ports of remote administration.",
    "ingress.ipv6CidrBlocks should not be everywhere for ports of remote administration.",
  ],
  "network/no-peering": ["The stack should have no tie of a tenant's network to another network."],
  "network/no-public-ipv6": ["assignIpv6AddressOnCreation should be false."],
  "network/no-public-subnet": ["mapPublicIpOnLaunch should be false."],
  "network/private-range": ["cidrBlock should be a range of private addresses."],
  "network/public-ports": [
    "cidrBlocks should not be everywhere but for a single port that is offered to everybody.",
    "cidrIpv4 should not be everywhere but for a single port that is offered to everybody.",
    "cidrIpv6 should not be everywhere but for a single port that is offered to everybody.",
    "ingress.cidrBlocks should not be everywhere but for a single port that is offered to everybody.",
    "ingress.ipv6CidrBlocks should not be everywhere but for a single port that is offered to everybody.",
  ],
  "storage/access-point-bounded": [
    "posixUser.uid should be a user's number.",
    "rootDirectory.path should be a directory below the root.",
  ],
  "storage/bucket-access-point-closed": [
    "policy should let in nobody without a name or a bounding condition.",
    "publicAccessBlockConfiguration.blockPublicAcls should be true.",
    "publicAccessBlockConfiguration.blockPublicPolicy should be true.",
    "publicAccessBlockConfiguration.ignorePublicAcls should be true.",
    "publicAccessBlockConfiguration.restrictPublicBuckets should be true.",
  ],
  "storage/bucket-encrypted": [
    "The bucket should have a BucketServerSideEncryptionConfiguration.",
    "rules.applyServerSideEncryptionByDefault.sseAlgorithm of the bucket's encryption should be a KMS algorithm.",
  ],
  "storage/bucket-kept": ["forceDestroy should be false."],
  "storage/bucket-lifecycle": [
    "The bucket should have a BucketLifecycleConfiguration.",
    "rules of the bucket's lifecycle should end unfinished uploads.",
  ],
  "storage/bucket-no-customer-keys": ["rules.blockedEncryptionTypes of the bucket's encryption should have SSE-C."],
  "storage/bucket-owner-enforced": [
    "The bucket should have a BucketOwnershipControls.",
    "The stack should have no access control list of a bucket.",
    "rule.objectOwnership of the bucket's ownership should be BucketOwnerEnforced.",
  ],
  "storage/bucket-policy-closed": ["policy should let in nobody without a name or a bounding condition."],
  "storage/bucket-public-access-blocked": [
    "The bucket should have a BucketPublicAccessBlock.",
    "blockPublicAcls of the bucket's public access block should be true.",
    "blockPublicPolicy of the bucket's public access block should be true.",
    "ignorePublicAcls of the bucket's public access block should be true.",
    "restrictPublicBuckets of the bucket's public access block should be true.",
  ],
  "storage/bucket-tls-only": [
    "The bucket should have a BucketPolicy.",
    "policy of the bucket's policy should deny s3:* to everyone when aws:SecureTransport is false.",
  ],
  "storage/bucket-versioned": [
    "The bucket should have a BucketVersioning.",
    "versioningConfiguration.status of the bucket's versioning should be Enabled.",
  ],
  "storage/file-system-encrypted": ["encrypted should be true."],
  "storage/file-system-tls-only": [
    "The file system of fileSystemId should have a FileSystemPolicy.",
    "policy should deny everybody what comes when aws:SecureTransport is false.",
  ],
  "storage/mount-target-not-public": [
    "securityGroups should name a security group.",
    "subnetId should be a subnet that the internet does not reach.",
  ],
  "storage/replication-encrypted": [
    "rules.destination.encryptionConfiguration.replicaKmsKeyId should name a key.",
    "rules.sourceSelectionCriteria.sseKmsEncryptedObjects.status should be Enabled.",
  ],
  "storage/volume-encrypted": ["encrypted should be true."],
  "storage/volume-final-snapshot": ["finalSnapshot should be true."],
};

const ofAws = /^(?:backup|compute|database|identity|keys|logging|network|storage)\//;

test("rules say what should be, in words that name no value", () => {
  const findings = areas.flatMap(([, cases]) => cases.flatMap(({ stack }) => evaluateRules(rules, stack)));
  const said = Map.groupBy(
    findings.filter(({ rule }) => ofAws.test(rule)),
    ({ rule }) => rule,
  );
  const distinct = [...said].map(([rule, found]) => [
    rule,
    [...new Set(found.map(({ message }) => message))].toSorted(),
  ]);
  expect(Object.fromEntries(distinct)).toEqual(messages);
});
