import type { AccessRole } from "./order.ts";
import type { OwnResources } from "./plan.ts";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/**
 * What a role of a tenant's people may do with what is the subscription's own, by names and tags; nothing of a neighbour in the same
 * account. So whatever AWS limits neither to resources nor by tags is not in it (Service Authorization Reference): to list buckets, log
 * groups, machines, volumes, networks, Auto Scaling groups, load balancers, sessions or backup jobs, to search by tags, and to read
 * metrics. Nothing of IAM is in it but to hand AWS Backup the role that restores.
 */
export function rolePolicy(role: AccessRole, own: OwnResources): object {
  const statements = [
    ...reading(own),
    ...(role === "read-only" ? [] : operating(own)),
    ...(role === "admin" ? administering(own) : []),
  ];
  return { Version: "2012-10-17", Statement: statements };
}

function reading(own: OwnResources): Statement[] {
  const { accountId, region, logGroups } = own;
  const tagged = withOwnTags(own);
  return [
    allow("ReadBuckets", buckets(own), [
      ...["s3:GetBucketLocation", "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration"],
      ...["s3:GetLifecycleConfiguration", "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
      ...["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:ListMultipartUploadParts"],
    ]),
    allow(
      "ReadLogs",
      // AWS writes a group's ARN with :* at its end or without, by the action.
      logGroups.flatMap((group) => {
        const arn = `arn:aws:logs:${region}:${accountId}:log-group:${group}`;
        return group.endsWith("*") ? [arn] : [arn, `${arn}:*`];
      }),
      [
        ...["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetLogGroupFields"],
        ...["logs:GetLogRecord", "logs:GetQueryResults", "logs:StartLiveTail", "logs:StartQuery"],
      ],
    ),
    allow("ReadDatabases", databases(own), [
      ...["rds:DescribeDBInstances", "rds:DescribeDBLogFiles", "rds:DescribeDBSnapshots"],
      ...["rds:DownloadDBLogFilePortion", "rds:ListTagsForResource"],
    ]),
    allow(
      "ReadFileSystems",
      `arn:aws:elasticfilesystem:${region}:${accountId}:file-system/*`,
      [
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeLifecycleConfiguration",
        "elasticfilesystem:DescribeMountTargets",
      ],
      tagged,
    ),
    allow(
      "ReadBackups",
      // Backups of some services are snapshots of theirs, with ARNs of theirs.
      "*",
      ["backup:DescribeBackupVault", "backup:DescribeRecoveryPoint", "backup:ListRecoveryPointsByBackupVault"],
      tagged,
    ),
  ];
}

function operating(own: OwnResources): Statement[] {
  const { accountId, region, tags, recordsBucketName } = own;
  const instances = `arn:aws:ec2:${region}:${accountId}:instance/*`;
  const document = (account: string, name: string): string => `arn:aws:ssm:${region}:${account}:document/${name}`;
  // Only documents that are named here may be used (AWS Systems Manager User Guide, "Sample IAM policies for Session Manager").
  const checked = { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } };
  const sessionTags = { StringEquals: keyed("ssm:resourceTag", tags) };
  return [
    allow("EnterMachines", instances, ["ssm:StartSession", "ssm:GetConnectionStatus"], { ...sessionTags, ...checked }),
    allow(
      "EnterByDocuments",
      [
        document(accountId, "SSM-SessionManagerRunShell"),
        document("", "AWS-StartPortForwardingSession"),
        document("", "AWS-StartPortForwardingSessionToRemoteHost"),
      ],
      "ssm:StartSession",
      checked,
    ),
    allow(
      "LeaveMachines",
      `arn:aws:ssm:${region}:${accountId}:session/*`,
      ["ssm:ResumeSession", "ssm:TerminateSession"],
      // Their own sessions, which AWS tags (AWS Systems Manager User Guide, "Additional sample IAM policies for Session Manager").
      { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" } },
    ),
    allow(
      "OperateMachines",
      instances,
      ["ec2:GetConsoleOutput", "ec2:RebootInstances", "ec2:StartInstances", "ec2:StopInstances"],
      withOwnTags(own),
    ),
    allow(
      "OperateGroups",
      `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:*`,
      ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      withOwnTags(own),
    ),
    allow("RebootDatabases", databases(own), "rds:RebootDBInstance"),
    allow("WriteObjects", buckets(own), [
      ...["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging", "s3:RestoreObject"],
    ]),
    ...(recordsBucketName === undefined ? [] : [denyChanging(recordsBucketName)]),
  ];
}

function administering(own: OwnResources): Statement[] {
  const { accountId, region, restoreRoleName } = own;
  return [
    allow(
      "ReadMasterPasswords",
      `arn:aws:secretsmanager:${region}:${accountId}:secret:rds!db-*`,
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      // Amazon RDS gives its secrets names that say nothing, and a tag that says of which database they are.
      { StringLike: { "aws:ResourceTag/aws:rds:primaryDBInstanceArn": databases(own)[0] } },
    ),
    allow("ConfigureBuckets", buckets(own), [
      ...["s3:DeleteObjectVersion", "s3:GetBucketCORS", "s3:GetBucketPolicy", "s3:PutBucketCORS", "s3:PutBucketPolicy"],
      "s3:PutLifecycleConfiguration",
    ]),
    ...(restoreRoleName === undefined ? [] : restoring(own, `arn:aws:iam::${accountId}:role/${restoreRoleName}`)),
  ];
}

function restoring(own: OwnResources, roleArn: string): Statement[] {
  return [
    allow(
      "RestoreBackups",
      "*",
      ["backup:GetRecoveryPointRestoreMetadata", "backup:StartRestoreJob"],
      withOwnTags(own),
    ),
    // It cannot be limited, and tells of one job whose id nobody can guess.
    allow("FollowRestores", "*", "backup:DescribeRestoreJob"),
    allow("HandOverRestoreRole", roleArn, "iam:PassRole", {
      StringEquals: { "iam:PassedToService": "backup.amazonaws.com" },
    }),
  ];
}

/** Access logs are worth something only while those whom they are about cannot change them. */
function denyChanging(bucketName: string): Statement {
  const arn = `arn:aws:s3:::${bucketName}`;
  const Action = ["s3:AbortMultipartUpload", "s3:Delete*", "s3:Put*", "s3:RestoreObject"];
  return { Sid: "KeepRecords", Effect: "Deny", Action, Resource: [arn, `${arn}/*`] };
}

function allow(
  Sid: string,
  Resource: string | readonly string[],
  Action: string | readonly string[],
  Condition?: object,
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

function buckets({ bucketNamePrefix }: OwnResources): string {
  return `arn:aws:s3:::${bucketNamePrefix}*`;
}

/** The databases first, then their snapshots, those that AWS makes every day too. */
function databases({ accountId, region, databaseNamePrefix }: OwnResources): [string, string, string] {
  const arn = (name: string): string => `arn:aws:rds:${region}:${accountId}:${name}${databaseNamePrefix}*`;
  return [arn("db:"), arn("snapshot:"), arn("snapshot:rds:")];
}

function withOwnTags({ tags }: OwnResources): object {
  return { StringEquals: keyed("aws:ResourceTag", tags) };
}

function keyed(key: string, { tenant, subscription }: OwnResources["tags"]): Record<string, string> {
  return { [`${key}/${tenant.key}`]: tenant.value, [`${key}/${subscription.key}`]: subscription.value };
}
