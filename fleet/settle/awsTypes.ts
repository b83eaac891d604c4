/** How an object of a type is found in an account, and what tells it from its like. */
export type AwsType =
  | {
      /** Its ARN after the account, behind the service's name; the first group is its id, or the ARN is. */
      readonly arn: RegExp;
      readonly id: "part" | "arn";
      /** The input whose value the ARN's first group is. */
      readonly name: string;
    }
  | {
      readonly arn: RegExp;
      readonly id: "part" | "arn";
      /** It has a `Name` tag that no other of its type in the tenant has, or is the only one with its tags. */
      readonly name: "Name tag" | "tags";
    }
  | {
      readonly arn: RegExp;
      readonly id: "part" | "arn";
      /** Others of its type have the same tags. Where several are asked for, none is adopted, for this reason. */
      readonly name: "shared tags";
      readonly once: string;
    }
  | {
      /** The input that is its id. No list by tags has it, so that id is read: that is the question. */
      readonly idInput: string;
    }
  | {
      /** Why a create that is repeated leaves no second object. */
      readonly once: string;
    }
  | {
      /** How a person finds out whether it was made, where nothing else can. */
      readonly byHand: string;
    };

const taggedEc2 = (kind: string): AwsType => ({
  arn: new RegExp(`^ec2:${kind}/(.+)$`),
  id: "part",
  name: "Name tag",
});

const overwrites = { once: "the same request again sets the same thing" } as const;

/**
 * The types that tenants' stacks make in accounts. What the list by tags has not: IAM roles, and Auto Scaling groups (AWS Resource
 * Groups Tagging API, "Services that support the Resource Groups Tagging API"). Forms of ARNs: Service Authorization Reference. Ids: the
 * "Import" sections of the AWS provider's reference.
 */
export const awsTypes: Readonly<Record<string, AwsType>> = {
  "aws:autoscaling/group:Group": { idInput: "name" },
  "aws:autoscaling/policy:Policy": overwrites,
  "aws:backup/plan:Plan": { arn: /^backup:backup-plan:(.+)$/, id: "part", name: "tags" },
  "aws:backup/selection:Selection": {
    byHand: "`aws backup list-backup-selections --backup-plan-id` names the selections of its plan",
  },
  "aws:backup/vault:Vault": { arn: /^backup:backup-vault:(.+)$/, id: "part", name: "name" },
  "aws:backup/vaultPolicy:VaultPolicy": overwrites,
  "aws:budgets/budget:Budget": { arn: /^budgets:budget\/(.+)$/, id: "part", name: "name" },
  "aws:budgets/budgetAction:BudgetAction": {
    byHand: "`aws budgets describe-budget-actions-for-budget --budget-name` names the actions of its budget",
  },
  "aws:cloudwatch/logGroup:LogGroup": { arn: /^logs:log-group:([^:]+)(?::\*)?$/, id: "part", name: "name" },
  "aws:ebs/volume:Volume": taggedEc2("volume"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": taggedEc2("security-group"),
  "aws:ec2/eip:Eip": taggedEc2("elastic-ip"),
  "aws:ec2/flowLog:FlowLog": taggedEc2("vpc-flow-log"),
  "aws:ec2/internetGateway:InternetGateway": taggedEc2("internet-gateway"),
  "aws:ec2/launchTemplate:LaunchTemplate": {
    arn: /^ec2:launch-template\/(.+)$/,
    id: "part",
    name: "shared tags",
    once: "a second one of its name is refused",
  },
  "aws:ec2/natGateway:NatGateway": taggedEc2("natgateway"),
  "aws:ec2/networkAcl:NetworkAcl": taggedEc2("network-acl"),
  "aws:ec2/route:Route": { once: "a second route to the same destination is refused" },
  "aws:ec2/routeTable:RouteTable": taggedEc2("route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { once: "a subnet has one table; a second is refused" },
  "aws:ec2/securityGroup:SecurityGroup": taggedEc2("security-group"),
  "aws:ec2/subnet:Subnet": taggedEc2("subnet"),
  "aws:ec2/vpc:Vpc": taggedEc2("vpc"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": taggedEc2("vpc-endpoint"),
  "aws:efs/fileSystem:FileSystem": { arn: /^elasticfilesystem:file-system\/(.+)$/, id: "part", name: "Name tag" },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": overwrites,
  "aws:efs/mountTarget:MountTarget": { once: "a file system has one in a zone; a second is refused" },
  "aws:iam/instanceProfile:InstanceProfile": { arn: /^iam:instance-profile\/(.+)$/, id: "part", name: "name" },
  "aws:iam/policy:Policy": { arn: /^iam:policy\/(.+)$/, id: "arn", name: "name" },
  "aws:iam/role:Role": { idInput: "name" },
  "aws:iam/rolePolicy:RolePolicy": overwrites,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": overwrites,
  "aws:kms/alias:Alias": { once: "a second one of its name is refused" },
  "aws:kms/key:Key": { arn: /^kms:key\/(.+)$/, id: "part", name: "tags" },
  "aws:lb/listener:Listener": {
    arn: /^elasticloadbalancing:listener\/(.+)$/,
    id: "arn",
    name: "shared tags",
    once: "a load balancer has one at a port; a second is refused",
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    arn: /^elasticloadbalancing:loadbalancer\/app\/([^/]+)\/.+$/,
    id: "arn",
    name: "name",
  },
  "aws:lb/targetGroup:TargetGroup": { arn: /^elasticloadbalancing:targetgroup\/([^/]+)\/.+$/, id: "arn", name: "name" },
  "aws:rds/instance:Instance": { arn: /^rds:db:(.+)$/, id: "part", name: "identifier" },
  "aws:rds/parameterGroup:ParameterGroup": { arn: /^rds:pg:(.+)$/, id: "part", name: "name" },
  "aws:rds/subnetGroup:SubnetGroup": { arn: /^rds:subgrp:(.+)$/, id: "part", name: "name" },
  "aws:resourcegroups/group:Group": { arn: /^resource-groups:group\/(.+)$/, id: "part", name: "name" },
  "aws:s3/accessPoint:AccessPoint": { once: "a second one of its name is refused" },
  "aws:s3/bucket:Bucket": { arn: /^s3:(.+)$/, id: "part", name: "bucket" },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": overwrites,
  "aws:s3/bucketLogging:BucketLogging": overwrites,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": overwrites,
  "aws:s3/bucketPolicy:BucketPolicy": overwrites,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": overwrites,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": overwrites,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": overwrites,
  "aws:s3/bucketVersioning:BucketVersioning": overwrites,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    arn: /^ec2:security-group-rule\/(.+)$/,
    id: "part",
    name: "shared tags",
    once: "a second rule that lets the same through is refused",
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    arn: /^ec2:security-group-rule\/(.+)$/,
    id: "part",
    name: "shared tags",
    once: "a second rule that lets the same through is refused",
  },
};
