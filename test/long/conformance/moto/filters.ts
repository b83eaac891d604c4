/** Amazon VPC in calls of Amazon EC2: what lets traffic through, security groups and network ACLs. */
import type { EC2, IpPermission } from "@aws-sdk/client-ec2";
import type { Inputs } from "../inputs.ts";
import { type Adapters, given } from "./adapter.ts";

type FilterAdapters = Pick<
  Adapters,
  | "aws:ec2/networkAcl:NetworkAcl"
  | "aws:ec2/networkAclAssociation:NetworkAclAssociation"
  | "aws:ec2/networkAclRule:NetworkAclRule"
  | "aws:ec2/securityGroup:SecurityGroup"
  | "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
  | "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
>;

type Rule = Inputs["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"];

const permissionOf = (rule: Rule): IpPermission => ({
  IpProtocol: rule.ipProtocol,
  FromPort: rule.fromPort,
  ToPort: rule.toPort,
  IpRanges: rule.cidrIpv4 === undefined ? undefined : [{ CidrIp: rule.cidrIpv4 }],
  UserIdGroupPairs:
    rule.referencedSecurityGroupId === undefined ? undefined : [{ GroupId: rule.referencedSecurityGroupId }],
});

const ingress = (ec2: EC2, rule: Rule) =>
  ec2.authorizeSecurityGroupIngress({ GroupId: rule.securityGroupId, IpPermissions: [permissionOf(rule)] });

/** Adapters of security groups, network ACLs and their rules. */
export const filterAdapters: FilterAdapters = {
  "aws:ec2/securityGroup:SecurityGroup": async ({ ec2 }, { name, description, vpcId }) => {
    const { GroupId } = await ec2.createSecurityGroup({
      GroupName: name,
      Description: description ?? "Managed by Pulumi",
      VpcId: vpcId,
    });
    // The provider then takes away the rule that lets everything out, which no verdict of a case depends on.
    return { id: given(GroupId), remove: () => ec2.deleteSecurityGroup({ GroupId }) };
  },

  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": async ({ ec2 }, rule) => {
    const { SecurityGroupRules } = await ingress(ec2, rule);
    const id = given(SecurityGroupRules?.[0]?.SecurityGroupRuleId);
    const remove = () => ec2.revokeSecurityGroupIngress({ GroupId: rule.securityGroupId, SecurityGroupRuleIds: [id] });
    return { id, remove };
  },

  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": async ({ ec2 }, rule) => {
    const { SecurityGroupRules } = await ec2.authorizeSecurityGroupEgress({
      GroupId: rule.securityGroupId,
      IpPermissions: [permissionOf(rule)],
    });
    const id = given(SecurityGroupRules?.[0]?.SecurityGroupRuleId);
    const remove = () => ec2.revokeSecurityGroupEgress({ GroupId: rule.securityGroupId, SecurityGroupRuleIds: [id] });
    return { id, remove };
  },

  "aws:ec2/networkAcl:NetworkAcl": async ({ ec2 }, { vpcId }) => {
    const { NetworkAcl } = await ec2.createNetworkAcl({ VpcId: vpcId });
    const NetworkAclId = given(NetworkAcl?.NetworkAclId);
    return { id: NetworkAclId, remove: () => ec2.deleteNetworkAcl({ NetworkAclId }) };
  },

  "aws:ec2/networkAclAssociation:NetworkAclAssociation": async ({ ec2 }, { networkAclId, subnetId }) => {
    // A subnet always has an ACL: that of the network until it is given another one.
    const Filters = [{ Name: "association.subnet-id", Values: [subnetId] }];
    const { NetworkAcls } = await ec2.describeNetworkAcls({ Filters });
    const before = given(NetworkAcls?.[0]);
    const AssociationId = before.Associations?.find((one) => one.SubnetId === subnetId)?.NetworkAclAssociationId;
    const { NewAssociationId } = await ec2.replaceNetworkAclAssociation({ AssociationId, NetworkAclId: networkAclId });
    const back = { AssociationId: NewAssociationId, NetworkAclId: before.NetworkAclId };
    return { id: given(NewAssociationId), remove: () => ec2.replaceNetworkAclAssociation(back) };
  },

  "aws:ec2/networkAclRule:NetworkAclRule": async ({ ec2 }, rule) => {
    const entry = { NetworkAclId: rule.networkAclId, RuleNumber: rule.ruleNumber, Egress: rule.egress ?? false };
    await ec2.createNetworkAclEntry({
      ...entry,
      Protocol: rule.protocol,
      RuleAction: rule.ruleAction === "deny" ? "deny" : "allow",
      CidrBlock: rule.cidrBlock,
      PortRange: rule.fromPort === undefined ? undefined : { From: rule.fromPort, To: rule.toPort },
    });
    return {
      id: `${rule.networkAclId} ${String(rule.egress)} ${String(rule.ruleNumber)}`,
      remove: () => ec2.deleteNetworkAclEntry(entry),
    };
  },
};
