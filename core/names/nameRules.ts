/** How the identifiers of a name are joined; see `physicalName`. */
export type NameJoin = "double-hyphen" | "single-hyphen" | "slash";

/** How a target limits one kind of name. Lengths count characters. */
export interface NameRule {
  /** What the name is of, for messages. */
  readonly subject: string;
  readonly minimumLength: number;
  readonly maximumLength: number;
  /** What the target takes, whole; every name that is made matches it. */
  readonly pattern: RegExp;
  readonly join: NameJoin;
  /** What each such name begins with; empty where it is the identifiers alone. */
  readonly prefix: string;
  /** Beginnings that the target keeps for itself; each has a hyphen. Only rules of the join `double-hyphen` have any. */
  readonly reservedBeginnings: readonly string[];
  /** Endings that the target keeps for itself, each of which a digest cannot have. */
  readonly reservedEndings: readonly RegExp[];
  /**
   * True: a name that is too long ends in a digest, so none can be. False: people or selectors meet the name whole, so a
   * name that is too long is refused.
   */
  readonly shortens: boolean;
  /** Where the target's rule stands. */
  readonly source: string;
}

const common = {
  minimumLength: 1,
  join: "double-hyphen",
  prefix: "",
  reservedBeginnings: [],
  reservedEndings: [],
  shortens: true,
} as const;

/** A DNS label in lower case: RFC 1123, section 2.1, over RFC 952. */
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Letter first, no hyphen at the end, no two in a row: what Amazon's databases take. */
const databaseIdentifier = { ...common, join: "single-hyphen", pattern: /^[a-z](?:-?[a-z0-9])*$/ } as const;

/** The rules of every target that we name things on. */
export const nameRules = {
  s3Bucket: {
    ...common,
    subject: "S3 bucket",
    minimumLength: 3,
    maximumLength: 63,
    pattern: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    reservedBeginnings: ["xn--", "sthree-", "amzn-s3-demo-"],
    reservedEndings: [/-s3alias$/, /--ol-s3$/, /--x-s3$/, /--table-s3$/],
    source: 'Amazon S3 User Guide, "General purpose bucket naming rules"',
  },
  s3AccessPoint: {
    ...common,
    subject: "S3 access point",
    minimumLength: 3,
    maximumLength: 50,
    pattern: /^(?!.*-s3alias$)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    reservedEndings: [/-s3alias$/],
    source: 'Amazon S3 User Guide, "Access points naming rules, restrictions, and limitations"',
  },
  iamRole: {
    ...common,
    subject: "IAM role",
    maximumLength: 64,
    pattern: /^[\w+=,.@-]+$/,
    source: 'IAM User Guide, "IAM and AWS STS quotas"; unique whatever the case',
  },
  iamPolicy: {
    ...common,
    subject: "IAM policy",
    maximumLength: 128,
    pattern: /^[\w+=,.@-]+$/,
    source: 'IAM User Guide, "IAM and AWS STS quotas"',
  },
  instanceProfile: {
    ...common,
    subject: "IAM instance profile",
    maximumLength: 128,
    pattern: /^[\w+=,.@-]+$/,
    source: 'IAM User Guide, "IAM and AWS STS quotas"',
  },
  rdsInstance: {
    ...databaseIdentifier,
    subject: "RDS instance",
    maximumLength: 63,
    source: 'Amazon RDS User Guide, "Quotas and constraints for Amazon RDS", naming constraints',
  },
  rdsGroup: {
    ...databaseIdentifier,
    subject: "RDS subnet or parameter group",
    maximumLength: 255,
    source: 'Amazon RDS User Guide, "Quotas and constraints for Amazon RDS", naming constraints',
  },
  rdsSnapshot: {
    ...databaseIdentifier,
    subject: "RDS snapshot",
    maximumLength: 255,
    source: "Amazon RDS API Reference, CreateDBSnapshot",
  },
  cacheGroup: {
    ...databaseIdentifier,
    subject: "ElastiCache replication group",
    maximumLength: 40,
    source: "Amazon ElastiCache API Reference, CreateReplicationGroup",
  },
  loadBalancer: {
    ...common,
    subject: "load balancer",
    maximumLength: 32,
    pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    reservedBeginnings: ["internal-"],
    source: "Elastic Load Balancing API Reference (version 2015-12-01), CreateLoadBalancer",
  },
  targetGroup: {
    ...common,
    subject: "target group",
    maximumLength: 32,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    source: "Elastic Load Balancing API Reference (version 2015-12-01), CreateTargetGroup",
  },
  launchTemplate: {
    ...common,
    subject: "launch template",
    minimumLength: 3,
    maximumLength: 128,
    pattern: /^[a-zA-Z0-9()./_-]+$/,
    source: "Amazon EC2 API Reference, CreateLaunchTemplate",
  },
  autoScalingGroup: {
    ...common,
    subject: "Auto Scaling group",
    maximumLength: 255,
    pattern: /^[^:\p{Cc}]+$/u,
    source: "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup",
  },
  securityGroup: {
    ...common,
    subject: "security group",
    maximumLength: 255,
    pattern: /^(?!sg-)[a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    reservedBeginnings: ["sg-"],
    source: "Amazon EC2 API Reference, CreateSecurityGroup",
  },
  fileSystem: {
    ...common,
    subject: "EFS creation token",
    maximumLength: 64,
    pattern: /^[\x20-\x7e]+$/,
    source: "Amazon EFS API Reference, CreateFileSystem",
  },
  backupVault: {
    ...common,
    subject: "backup vault",
    minimumLength: 2,
    maximumLength: 50,
    pattern: /^[a-zA-Z0-9_-]+$/,
    source: "AWS Backup API Reference, CreateBackupVault",
  },
  backupPlan: {
    ...common,
    subject: "backup plan",
    maximumLength: 50,
    pattern: /^[a-zA-Z0-9_.-]+$/,
    source: "AWS Backup API Reference, CreateBackupPlan; rules and selections have the same rule",
  },
  secret: {
    ...common,
    subject: "Secrets Manager secret",
    maximumLength: 512,
    pattern: /^(?!.*-.{6}$)[A-Za-z0-9/_+=.@-]+$/,
    reservedEndings: [/-.{6}$/],
    source: "AWS Secrets Manager API Reference, CreateSecret",
  },
  kmsAlias: {
    ...common,
    subject: "KMS alias",
    maximumLength: 256,
    pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
    join: "slash",
    prefix: "alias/tenantry/",
    source: "AWS KMS API Reference, CreateAlias",
  },
  logGroup: {
    ...common,
    subject: "log group",
    maximumLength: 512,
    pattern: /^(?!aws\/)[.\-_/#A-Za-z0-9]+$/,
    join: "slash",
    prefix: "/tenantry/",
    source: "Amazon CloudWatch Logs API Reference, CreateLogGroup",
  },
  parameterPath: {
    ...common,
    subject: "path of parameters",
    // The parameters below it have names too: half of the 1011 characters that a parameter's ARN may have are theirs.
    maximumLength: 505,
    pattern: /^\/(?!aws|ssm)[a-z0-9_.\-/]+$/,
    join: "slash",
    prefix: "/tenantry/",
    source: "AWS Systems Manager API Reference, PutParameter",
  },
  budget: {
    ...common,
    subject: "budget",
    maximumLength: 100,
    pattern: /^(?!.*\/action\/)[^:\\]+$/,
    source: "AWS Billing and Cost Management API Reference, Budget",
  },
  resourceGroup: {
    ...common,
    subject: "resource group",
    maximumLength: 300,
    pattern: /^(?![Aa][Ww][Ss])[a-zA-Z0-9_.-]+$/,
    // A tenant's id may begin with aws, which AWS keeps for itself.
    prefix: "tenantry.",
    source: "AWS Resource Groups API Reference, CreateGroup",
  },
  awsTagName: {
    ...common,
    subject: "AWS Name tag",
    maximumLength: 256,
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u,
    source: 'Tagging AWS Resources User Guide, "Tag naming limits and requirements"',
  },
  kubernetesNamespace: {
    ...common,
    subject: "Kubernetes namespace",
    maximumLength: 63,
    pattern: label,
    reservedBeginnings: ["kube-"],
    source: 'Kubernetes documentation, "Object Names and IDs" (RFC 1123 label) and "Namespaces" (kube- is kept)',
  },
  kubernetesService: {
    ...common,
    subject: "Kubernetes service",
    maximumLength: 63,
    pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    source: 'Kubernetes documentation, "Object Names and IDs" (RFC 1035 label)',
  },
  kubernetesObject: {
    ...common,
    subject: "Kubernetes object",
    maximumLength: 253,
    pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
    source: 'Kubernetes documentation, "Object Names and IDs" (RFC 1123 subdomain)',
  },
  kubernetesLabelValue: {
    ...common,
    subject: "Kubernetes label value",
    maximumLength: 63,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
    shortens: false,
    source: 'Kubernetes documentation, "Labels and Selectors"; selectors look for the value whole',
  },
  hostLabel: {
    ...common,
    subject: "DNS label of a host",
    maximumLength: 63,
    pattern: /^(?!..--)[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    join: "single-hyphen",
    shortens: false,
    source: "RFC 1035, section 2.3.1, and RFC 5891, section 4.2.3.1 (no -- in the third place); people type it",
  },
} as const satisfies Record<string, NameRule>;
