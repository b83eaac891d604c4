/** Amazon VPC in calls of Amazon EC2: networks, routing and gateways. */
import { type Adapters, given } from "./adapter.ts";
import { filterAdapters } from "./filters.ts";

type NetworkAdapters = Pick<
  Adapters,
  | "aws:ec2/eip:Eip"
  | "aws:ec2/flowLog:FlowLog"
  | "aws:ec2/internetGateway:InternetGateway"
  | "aws:ec2/natGateway:NatGateway"
  | "aws:ec2/route:Route"
  | "aws:ec2/routeTable:RouteTable"
  | "aws:ec2/routeTableAssociation:RouteTableAssociation"
  | "aws:ec2/subnet:Subnet"
  | "aws:ec2/vpc:Vpc"
  | "aws:ec2/vpcEndpoint:VpcEndpoint"
> &
  typeof filterAdapters;

/** Adapters of everything that makes a network. */
export const networkAdapters: NetworkAdapters = {
  ...filterAdapters,

  "aws:ec2/vpc:Vpc": async ({ ec2 }, { cidrBlock, enableDnsHostnames, enableDnsSupport }) => {
    const { Vpc } = await ec2.createVpc({ CidrBlock: cidrBlock });
    const VpcId = given(Vpc?.VpcId);
    for (const change of [
      enableDnsSupport === undefined ? undefined : { EnableDnsSupport: { Value: enableDnsSupport } },
      enableDnsHostnames === undefined ? undefined : { EnableDnsHostnames: { Value: enableDnsHostnames } },
    ]) {
      if (change !== undefined) await ec2.modifyVpcAttribute({ VpcId, ...change });
    }
    return { id: VpcId, remove: () => ec2.deleteVpc({ VpcId }) };
  },

  "aws:ec2/subnet:Subnet": async ({ ec2 }, { vpcId, cidrBlock, availabilityZone }) => {
    const { Subnet } = await ec2.createSubnet({
      VpcId: vpcId,
      CidrBlock: cidrBlock,
      AvailabilityZone: availabilityZone,
    });
    const SubnetId = given(Subnet?.SubnetId);
    return { id: SubnetId, remove: () => ec2.deleteSubnet({ SubnetId }) };
  },

  "aws:ec2/internetGateway:InternetGateway": async ({ ec2 }, { vpcId }) => {
    const { InternetGateway } = await ec2.createInternetGateway({});
    const InternetGatewayId = given(InternetGateway?.InternetGatewayId);
    if (vpcId !== undefined) await ec2.attachInternetGateway({ InternetGatewayId, VpcId: vpcId });
    return {
      id: InternetGatewayId,
      remove: async () => {
        if (vpcId !== undefined) await ec2.detachInternetGateway({ InternetGatewayId, VpcId: vpcId });
        await ec2.deleteInternetGateway({ InternetGatewayId });
      },
    };
  },

  "aws:ec2/eip:Eip": async ({ ec2 }, { domain }) => {
    const { AllocationId } = await ec2.allocateAddress({ Domain: domain === "vpc" ? domain : undefined });
    return { id: given(AllocationId), remove: () => ec2.releaseAddress({ AllocationId }) };
  },

  "aws:ec2/natGateway:NatGateway": async ({ ec2 }, { subnetId, allocationId, connectivityType }) => {
    const { NatGateway } = await ec2.createNatGateway({
      SubnetId: subnetId,
      AllocationId: allocationId,
      ConnectivityType: connectivityType === "private" ? "private" : "public",
    });
    const NatGatewayId = given(NatGateway?.NatGatewayId);
    return { id: NatGatewayId, remove: () => ec2.deleteNatGateway({ NatGatewayId }) };
  },

  "aws:ec2/routeTable:RouteTable": async ({ ec2 }, { vpcId }) => {
    const { RouteTable } = await ec2.createRouteTable({ VpcId: vpcId });
    const RouteTableId = given(RouteTable?.RouteTableId);
    return { id: RouteTableId, remove: () => ec2.deleteRouteTable({ RouteTableId }) };
  },

  "aws:ec2/route:Route": async ({ ec2 }, { routeTableId, destinationCidrBlock, gatewayId, natGatewayId }) => {
    const route = { RouteTableId: routeTableId, DestinationCidrBlock: destinationCidrBlock };
    await ec2.createRoute({ ...route, GatewayId: gatewayId, NatGatewayId: natGatewayId });
    return { id: `${routeTableId} ${destinationCidrBlock ?? ""}`, remove: () => ec2.deleteRoute(route) };
  },

  "aws:ec2/routeTableAssociation:RouteTableAssociation": async ({ ec2 }, { routeTableId, subnetId }) => {
    const { AssociationId } = await ec2.associateRouteTable({ RouteTableId: routeTableId, SubnetId: subnetId });
    return { id: given(AssociationId), remove: () => ec2.disassociateRouteTable({ AssociationId }) };
  },

  "aws:ec2/vpcEndpoint:VpcEndpoint": async ({ ec2 }, inputs) => {
    const { VpcEndpoint } = await ec2.createVpcEndpoint({
      VpcId: inputs.vpcId,
      ServiceName: inputs.serviceName,
      VpcEndpointType: inputs.vpcEndpointType === "Interface" ? "Interface" : "Gateway",
      RouteTableIds: inputs.routeTableIds,
      SubnetIds: inputs.subnetIds,
      SecurityGroupIds: inputs.securityGroupIds,
      PrivateDnsEnabled: inputs.privateDnsEnabled,
    });
    const id = given(VpcEndpoint?.VpcEndpointId);
    return { id, remove: () => ec2.deleteVpcEndpoints({ VpcEndpointIds: [id] }) };
  },

  "aws:ec2/flowLog:FlowLog": async ({ ec2 }, inputs) => {
    const { FlowLogIds, Unsuccessful } = await ec2.createFlowLogs({
      ResourceIds: [given(inputs.vpcId)],
      ResourceType: "VPC",
      TrafficType: inputs.trafficType === "REJECT" ? "REJECT" : "ALL",
      LogDestinationType: inputs.logDestinationType === "s3" ? "s3" : "cloud-watch-logs",
      LogDestination: inputs.logDestination,
      DeliverLogsPermissionArn: inputs.iamRoleArn,
      MaxAggregationInterval: inputs.maxAggregationInterval,
    });
    // A flow log that is refused does not make the call fail: it is listed in the answer.
    const refused = Unsuccessful?.[0]?.Error;
    if (refused !== undefined) {
      throw Object.assign(new Error(refused.Message), { $metadata: {}, Code: refused.Code });
    }
    const id = given(FlowLogIds?.[0]);
    return { id, remove: () => ec2.deleteFlowLogs({ FlowLogIds: [id] }) };
  },
};
