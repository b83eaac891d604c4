/**
 * Resources of which something is lost for good when they go: data, a key without which data cannot be read, or an address that others
 * know and that never comes back. First what the service kinds make, which a test holds to what they protect; then what else a kind may
 * come to make.
 */
const types: ReadonlySet<string> = new Set([
  "aws:backup/vault:Vault",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:ebs/volume:Volume",
  "aws:efs/fileSystem:FileSystem",
  "aws:kms/key:Key",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  // The record of a tenant in an application that it shares, which deletes what it has of one that has none.
  "kubernetes:core/v1:ConfigMap",
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:PersistentVolumeClaim",
  "aws:cognito/userPool:UserPool",
  "aws:docdb/cluster:Cluster",
  "aws:dynamodb/table:Table",
  "aws:ebs/snapshot:Snapshot",
  "aws:ec2/instance:Instance",
  "aws:ecr/repository:Repository",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
  "aws:kinesis/stream:Stream",
  "aws:msk/cluster:Cluster",
  "aws:neptune/cluster:Cluster",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:redshift/cluster:Cluster",
  "aws:route53/zone:Zone",
  "aws:s3/bucketV2:BucketV2",
  "aws:secretsmanager/secret:Secret",
  "aws:sqs/queue:Queue",
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
  "kubernetes:core/v1:PersistentVolume",
  "random:index/randomPassword:RandomPassword",
  "tls:index/privateKey:PrivateKey",
]);

/** Custom resources of Kubernetes, whatever their version. */
const kubernetesKinds =
  /^kubernetes:(?:postgresql\.cnpg\.io\/[^:]+:(?:Cluster|Database)|gateway\.networking\.k8s\.io\/[^:]+:Gateway|snapshot\.storage\.k8s\.io\/[^:]+:VolumeSnapshot)$/;

/**
 * Whether something is lost for good when a resource of a type goes.
 *
 * @param type Pulumi's, such as `aws:s3/bucket:Bucket`.
 */
export function holdsData(type: string): boolean {
  return types.has(type) || kubernetesKinds.test(type);
}
