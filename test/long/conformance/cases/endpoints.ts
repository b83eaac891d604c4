/** Amazon VPC: endpoints of services and flow logs. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { network, role, twoZones } from "../fixtures.ts";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

async function flowLogToLogGroup(aws: Account) {
  const vpc = await network(aws);
  const writer = await role(aws, "flow-logs", "vpc-flow-logs.amazonaws.com");
  await aws.create("aws:cloudwatch/logGroup:LogGroup", { name: "flow-logs" });
  return {
    vpcId: vpc.id,
    trafficType: "ALL",
    iamRoleArn: writer.arn,
    logDestination: `arn:aws:logs:eu-central-1:${aws.number}:log-group:flow-logs`,
  };
}

/** Cases of endpoints and flow logs. */
export const endpointCases: readonly Case[] = [
  accepted("ec2:CreateVpcEndpoint", "a gateway to Amazon S3", async (aws) => {
    const vpc = await network(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    return () =>
      aws.create(ENDPOINT, {
        vpcId: vpc.id,
        serviceName: "com.amazonaws.eu-central-1.s3",
        routeTableIds: [table.id],
      });
  }),
  accepted("ec2:CreateVpcEndpoint", "an interface with private names", async (aws) => {
    const vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const place = await aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    return () =>
      aws.create(ENDPOINT, {
        vpcId: vpc.id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        subnetIds: [place.id],
        privateDnsEnabled: true,
      });
  }),
  refused("ec2:CreateVpcEndpoint", "InvalidParameter", "private names in a network without host names", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    return () =>
      aws.create(ENDPOINT, {
        vpcId: vpc.id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        subnetIds: [first.id],
        privateDnsEnabled: true,
      });
  }),
  refused("ec2:CreateVpcEndpoint", "InvalidParameter", "a gateway to a service that has none", async (aws) => {
    const vpc = await network(aws);
    return () => aws.create(ENDPOINT, { vpcId: vpc.id, serviceName: "com.amazonaws.eu-central-1.logs" });
  }),
  refused("ec2:CreateVpcEndpoint", "InvalidServiceName", "a service of another region", async (aws) => {
    const vpc = await network(aws);
    return () => aws.create(ENDPOINT, { vpcId: vpc.id, serviceName: "com.amazonaws.eu-west-1.s3" });
  }),
  refused(
    "ec2:CreateVpcEndpoint",
    "InvalidVpcID.NotFound",
    "a network that is not there",
    (aws) => () =>
      aws.create(ENDPOINT, { vpcId: "vpc-0123456789abcdef0", serviceName: "com.amazonaws.eu-central-1.s3" }),
  ),
  refused("ec2:CreateVpcEndpoint", "InvalidRouteTableID.NotFound", "a table that is not there", async (aws) => {
    const vpc = await network(aws);
    const serviceName = "com.amazonaws.eu-central-1.s3";
    return () => aws.create(ENDPOINT, { vpcId: vpc.id, serviceName, routeTableIds: ["rtb-0123456789abcdef0"] });
  }),
  refused("ec2:CreateVpcEndpoint", "InvalidSubnetID.NotFound", "a subnet that is not there", async (aws) => {
    const vpc = await network(aws);
    const inputs = { vpcId: vpc.id, serviceName: "com.amazonaws.eu-central-1.logs", vpcEndpointType: "Interface" };
    return () => aws.create(ENDPOINT, { ...inputs, subnetIds: ["subnet-0123456789abcdef0"] });
  }),
  accepted("ec2:CreateFlowLogs", "a flow log to a log group", async (aws) => {
    const inputs = await flowLogToLogGroup(aws);
    return () => aws.create(FLOW_LOG, inputs);
  }),
  refused("ec2:CreateFlowLogs", "InvalidVpcID.NotFound", "a network that is not there", async (aws) => {
    const inputs = await flowLogToLogGroup(aws);
    return () => aws.create(FLOW_LOG, { ...inputs, vpcId: "vpc-0123456789abcdef0" });
  }),
  refused("ec2:CreateFlowLogs", "FlowLogAlreadyExists", "the same flow log again", async (aws) => {
    const inputs = await flowLogToLogGroup(aws);
    await aws.create(FLOW_LOG, inputs);
    return () => aws.create(FLOW_LOG, inputs);
  }),
  accepted("ec2:CreateFlowLogs", "a flow log to a bucket", async (aws) => {
    const vpc = await network(aws);
    const bucket = await aws.create("aws:s3/bucket:Bucket", { bucket: "conformance-flow-logs" });
    const destination = { logDestinationType: "s3", logDestination: bucket.arn };
    return () => aws.create(FLOW_LOG, { vpcId: vpc.id, trafficType: "ALL", ...destination });
  }),
  refused("ec2:CreateFlowLogs", "400", "a flow log to a bucket that is not there", async (aws) => {
    const vpc = await network(aws);
    const destination = { logDestinationType: "s3", logDestination: "arn:aws:s3:::conformance-nowhere" };
    return () => aws.create(FLOW_LOG, { vpcId: vpc.id, trafficType: "ALL", ...destination });
  }),
  refused(
    "ec2:CreateFlowLogs",
    "InvalidParameter",
    "an interval that is neither 60 nor 600 seconds",
    async (aws) => {
      const inputs = await flowLogToLogGroup(aws);
      return () => aws.create(FLOW_LOG, { ...inputs, maxAggregationInterval: 300 });
    },
    { inPreview: "maxAggregationInterval" },
  ),
];
