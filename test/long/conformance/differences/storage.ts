import { accepts, type Differences } from "./difference.ts";

const lifecycle = 'Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle"';

/** Differences of Amazon S3, Amazon EFS, Amazon EBS, Amazon RDS and AWS Backup. */
export const storageDifferences: Differences = {
  "s3:CreateBucket": {
    'the name "Conformance-Upper"': accepts(
      'names have no capital letters: Amazon S3 User Guide, "General purpose bucket naming rules"',
    ),
  },
  "s3:PutBucketPolicy": {
    "a policy for everyone behind a public access block": accepts(
      'BlockPublicPolicy refuses it: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage"',
    ),
    "a policy without statements": accepts(
      'a policy has statements: Amazon S3 API Reference, "Error responses", MalformedPolicy',
    ),
  },
  "s3:PutBucketLifecycleConfiguration": {
    "a move before 30 days": accepts(`objects stay in S3 Standard for 30 days before S3 Standard-IA: ${lifecycle}`),
    "an end before the move": accepts(
      "an object's end comes after its moves: Amazon S3 API Reference, PutBucketLifecycleConfiguration",
    ),
  },
  "elasticfilesystem:PutFileSystemPolicy": {
    "actions of another service": accepts(
      "the policy is of actions of Amazon EFS: Amazon EFS API Reference, PutFileSystemPolicy, InvalidPolicyException",
    ),
  },
  "ec2:CreateVolume": {
    "a zone that is not there": accepts(
      'the zone must exist: Amazon EC2 API Reference, "Error codes for the Amazon EC2 API", InvalidZone.NotFound',
    ),
    "more operations than the size allows": accepts(
      'a volume of type io1 has 50 IOPS for each GiB at most: Amazon EBS User Guide, "Provisioned IOPS SSD (io1) volumes"',
    ),
    "a cold volume of 100 GiB": accepts("such volumes begin at 125 GiB: Amazon EC2 API Reference, CreateVolume, Size"),
  },
  "ec2:ModifyVolume": {
    "a smaller volume": accepts("volumes only grow: Amazon EC2 API Reference, ModifyVolume, Size"),
  },
  "rds:CreateDBSubnetGroup": {
    "a name that is taken": accepts(
      "moto puts the new group in the place of the old one: Amazon RDS API Reference, CreateDBSubnetGroup",
    ),
    "subnets in one zone": accepts(
      "the subnets must be in two zones at least: Amazon RDS API Reference, CreateDBSubnetGroup",
    ),
    "subnets that are not there": {
      moto: "InvalidSubnetID.NotFound",
      because: "moto passes on the code of Amazon EC2: Amazon RDS API Reference, CreateDBSubnetGroup, InvalidSubnet",
    },
  },
  "rds:DeleteDBSubnetGroup": {
    "subnets that a database has": accepts(
      "no database may be in the group: Amazon RDS API Reference, DeleteDBSubnetGroup",
    ),
  },
  "rds:DeleteDBParameterGroup": {
    "parameters that a database has": accepts(
      "no database may have the group: Amazon RDS API Reference, DeleteDBParameterGroup",
    ),
  },
  "rds:CreateDBInstance": {
    "a class that is none": accepts(
      'classes begin with "db.": Amazon RDS API Reference, CreateDBInstance, DBInstanceClass',
    ),
  },
  "rds:ModifyDBInstance": {
    "less storage": accepts(
      "allocated storage cannot shrink: Amazon RDS API Reference, ModifyDBInstance, AllocatedStorage",
    ),
    "a new major version without saying so": accepts(
      "the flag has to be set for it: Amazon RDS API Reference, ModifyDBInstance, AllowMajorVersionUpgrade",
    ),
  },
  "rds:DeleteDBInstance": {
    "without a name for the last snapshot": accepts(
      "the name is needed unless the snapshot is skipped: Amazon RDS API Reference, DeleteDBInstance, SkipFinalSnapshot",
    ),
  },
  "backup:CreateBackupPlan": {
    "a vault that is not there": accepts(
      "a rule names a vault that exists: AWS Backup Developer Guide, API Reference, BackupRuleInput",
    ),
    "an end 60 days after the move": accepts(
      "backups stay in cold storage for 90 days at least: AWS Backup Developer Guide, API Reference, Lifecycle",
    ),
  },
};
