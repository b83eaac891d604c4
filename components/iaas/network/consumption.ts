import type { Consumption, Range } from "../../../core/kinds/consumption.ts";
import { charge, charged, free, hourly } from "../../shared/consumed.ts";
import { logCharges } from "../../shared/logCharges.ts";
import { exactly, times } from "../../shared/quantities.ts";
import type { IaasUse } from "../assumptions.ts";
import type { NetworkPlan, SubnetRole } from "./plan.ts";

/**
 * What a network uses in a month.
 *
 * @param running how many machines run in it, which make its traffic.
 */
export function networkConsumption(network: NetworkPlan, running: Range, use: IaasUse): Consumption[] {
  const part = "network";
  const count = (role: SubnetRole): number => network.subnets.filter((subnet) => subnet.role === role).length;
  const zones = { private: count("private"), public: count("public"), data: count("data") };
  const shared = (subnets: number): number => Math.min(subnets, 1);
  const gateways = { none: 0, one: shared(zones.public), "per-zone": zones.public }[network.natGateways];
  return [
    ...charged("NAT gateways", "aws:ec2/natGateway:NatGateway", gateways, [
      hourly("aws.ec2.natGateway.hour", exactly(gateways)),
      charge("aws.ec2.natGateway.gib", "gib", times(use.natGib, running)),
    ]),
    ...charged("NAT gateways", "aws:ec2/eip:Eip", gateways, [hourly("aws.ec2.publicIpv4.hour", exactly(gateways))]),
    ...free(part, "AWS charges for what is in a network and leaves it, not for the network.", {
      "aws:ec2/vpc:Vpc": 1,
      "aws:ec2/subnet:Subnet": network.subnets.length,
      "aws:ec2/routeTable:RouteTable": zones.private + shared(zones.data) + shared(zones.public),
      "aws:ec2/routeTableAssociation:RouteTableAssociation": network.subnets.length,
      "aws:ec2/internetGateway:InternetGateway": shared(zones.public),
      "aws:ec2/route:Route": shared(zones.public) + (gateways === 0 ? 0 : zones.public),
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
      "aws:ec2/networkAcl:NetworkAcl":
        network.networkAcls === true ? shared(zones.private) + shared(zones.public) + shared(zones.data) : 0,
    }),
    ...endpointsConsumption(network, zones.private, running, use),
    ...flowsConsumption(network, running, use),
  ];
}

/** Each service answers in every zone, at an address that is paid for. */
function endpointsConsumption(
  { serviceEndpoints }: NetworkPlan,
  zones: number,
  running: Range,
  use: IaasUse,
): Consumption[] {
  if (serviceEndpoints === undefined) return [];
  const part = "service endpoints";
  const services = serviceEndpoints.interfaces.length;
  const group = Math.min(services, 1);
  return [
    ...free("endpoint of S3", "AWS charges nothing for gateway endpoints.", {
      "aws:ec2/vpcEndpoint:VpcEndpoint": 1,
    }),
    ...charged(part, "aws:ec2/vpcEndpoint:VpcEndpoint", services, [
      hourly("aws.vpc.endpoint.hour", exactly(services * zones)),
      charge("aws.vpc.endpoint.gib", "gib", times(use.endpointGib, running)),
    ]),
    ...free(part, "AWS charges nothing for security groups.", {
      "aws:ec2/securityGroup:SecurityGroup": group,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": group,
    }),
  ];
}

function flowsConsumption({ flowLogs }: NetworkPlan, running: Range, use: IaasUse): Consumption[] {
  if (flowLogs === undefined) return [];
  const part = "flow logs";
  const written = times(use.flowLogGib, running);
  return [
    ...charged(
      part,
      "aws:cloudwatch/logGroup:LogGroup",
      1,
      logCharges("vended", written, flowLogs.retentionDays, use.storedLogPercent),
    ),
    ...free(part, "AWS charges for what flow logs write, not for having them.", { "aws:ec2/flowLog:FlowLog": 1 }),
    ...free(part, "AWS charges nothing for IAM.", { "aws:iam/role:Role": 1, "aws:iam/rolePolicy:RolePolicy": 1 }),
  ];
}
