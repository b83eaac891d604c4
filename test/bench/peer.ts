/** The peer: what the starter tier of iaas renders, as a Pulumi program is usually written, in TypeScript by ts-node. */
export const peerFiles: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "peer", "private": true }\n',
  "Pulumi.yaml": "name: peer\nruntime: nodejs\n",
  "index.ts": `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const tenant = pulumi.getStack();
const cidr = new pulumi.Config().require("cidr");
const tags = { tenant };

const vpc = new aws.ec2.Vpc("network", { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags });
new aws.ec2.DefaultSecurityGroup("default", { vpcId: vpc.id, ingress: [], egress: [], tags });
const routes = new aws.ec2.RouteTable("private", { vpcId: vpc.id, tags });
const subnet = new aws.ec2.Subnet("private-a", { vpcId: vpc.id, cidrBlock: cidr, availabilityZone: "eu-central-1a", tags });
new aws.ec2.RouteTableAssociation("private-a", { subnetId: subnet.id, routeTableId: routes.id });

const bucket = new aws.s3.Bucket("assets", { bucket: \`peer--\${tenant}--assets\`, tags });
const publicAccess = new aws.s3.BucketPublicAccessBlock("assets", {
  bucket: bucket.bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
});
new aws.s3.BucketOwnershipControls("assets", { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
new aws.s3.BucketVersioning("assets", { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketServerSideEncryptionConfiguration("assets", {
  bucket: bucket.bucket,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
});
new aws.s3.BucketPolicy("assets", {
  bucket: bucket.bucket,
  policy: bucket.arn.apply((arn) => JSON.stringify({
    Version: "2012-10-17",
    Statement: [{
      Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, \`\${arn}/*\`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }],
  })),
}, { dependsOn: publicAccess });

export const vpcId = vpc.id;
export const bucketArn = bucket.arn;
`,
};
