/** Amazon VPC: security groups and network ACLs. */
import { accepted, refused, type Case } from "../case.ts";
import { network, publicZones, securityGroup, twoZones } from "../fixtures.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";
const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const allowAll = { protocol: "-1", ruleAction: "allow", cidrBlock: "10.0.0.0/8" };

/** Cases of security groups, network ACLs and their rules. */
export const filterCases: readonly Case[] = [
  accepted("ec2:CreateSecurityGroup", "a group", async (aws) => {
    const vpc = await network(aws);
    return () => securityGroup(aws, vpc, "web");
  }),
  refused("ec2:CreateSecurityGroup", "InvalidGroup.Duplicate", "a name that the network has", async (aws) => {
    const vpc = await network(aws);
    await securityGroup(aws, vpc, "web");
    return () => securityGroup(aws, vpc, "web");
  }),
  accepted("ec2:CreateSecurityGroup", "a name that another network has", async (aws) => {
    await securityGroup(aws, await network(aws), "web");
    const other = await network(aws, "10.1.0.0/16");
    return () => securityGroup(aws, other, "web");
  }),
  refused(
    "ec2:CreateSecurityGroup",
    "InvalidParameterValue",
    'a name that begins with "sg-"',
    async (aws) => {
      const vpc = await network(aws);
      return () => securityGroup(aws, vpc, "sg-web");
    },
    { inPreview: "name" },
  ),
  refused("ec2:CreateSecurityGroup", "InvalidParameterValue", 'the name "default"', async (aws) => {
    const vpc = await network(aws);
    return () => securityGroup(aws, vpc, "default");
  }),
  refused(
    "ec2:CreateSecurityGroup",
    "InvalidVpcID.NotFound",
    "a network that is not there",
    (aws) => () =>
      aws.create("aws:ec2/securityGroup:SecurityGroup", {
        name: "web",
        description: "conformance",
        vpcId: "vpc-0123456789abcdef0",
      }),
  ),
  accepted("ec2:AuthorizeSecurityGroupIngress", "two rules that differ in their ports", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    await aws.create(INGRESS, { securityGroupId: group.id, cidrIpv4: "10.0.0.0/8", ...https });
    return () =>
      aws.create(INGRESS, {
        securityGroupId: group.id,
        cidrIpv4: "10.0.0.0/8",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 80,
      });
  }),
  refused("ec2:AuthorizeSecurityGroupIngress", "InvalidPermission.Duplicate", "a rule that is there", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    const rule = { securityGroupId: group.id, cidrIpv4: "10.0.0.0/8", ...https };
    await aws.create(INGRESS, rule);
    return () => aws.create(INGRESS, rule);
  }),
  accepted("ec2:AuthorizeSecurityGroupEgress", "the rule of the other direction", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    const rule = { securityGroupId: group.id, cidrIpv4: "10.0.0.0/8", ...https };
    await aws.create(INGRESS, rule);
    return () => aws.create(EGRESS, rule);
  }),
  accepted("ec2:AuthorizeSecurityGroupIngress", "a rule that was there before and was taken away", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    const rule = { securityGroupId: group.id, cidrIpv4: "10.0.0.0/8", ...https };
    await aws.delete(await aws.create(INGRESS, rule));
    return () => aws.create(INGRESS, rule);
  }),
  refused(
    "ec2:AuthorizeSecurityGroupIngress",
    "InvalidGroup.NotFound",
    "a rule of a group that is not there",
    (aws) => () => aws.create(INGRESS, { securityGroupId: "sg-0123456789abcdef0", cidrIpv4: "10.0.0.0/8", ...https }),
  ),
  refused("ec2:AuthorizeSecurityGroupIngress", "InvalidGroup.NotFound", "a peer that is not there", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    return () =>
      aws.create(INGRESS, {
        securityGroupId: group.id,
        referencedSecurityGroupId: "sg-0123456789abcdef0",
        ...https,
      });
  }),
  refused("ec2:AuthorizeSecurityGroupIngress", "InvalidGroup.NotFound", "a peer of another network", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    const peer = await securityGroup(aws, await network(aws, "10.1.0.0/16"), "peer");
    return () => aws.create(INGRESS, { securityGroupId: group.id, referencedSecurityGroupId: peer.id, ...https });
  }),
  refused(
    "ec2:AuthorizeSecurityGroupIngress",
    "InvalidParameterValue",
    "a block that is no block",
    async (aws) => {
      const group = await securityGroup(aws, await network(aws), "web");
      return () => aws.create(INGRESS, { securityGroupId: group.id, cidrIpv4: "10.0.0.300/8", ...https });
    },
    { inPreview: "cidrIpv4" },
  ),
  refused(
    "ec2:AuthorizeSecurityGroupIngress",
    "InvalidParameterValue",
    "ports from the higher to the lower",
    async (aws) => {
      const group = await securityGroup(aws, await network(aws), "web");
      const ports = { ipProtocol: "tcp", fromPort: 443, toPort: 80 };
      return () => aws.create(INGRESS, { securityGroupId: group.id, cidrIpv4: "10.0.0.0/8", ...ports });
    },
    { inPreview: "toPort" },
  ),
  refused("ec2:DeleteSecurityGroup", "DependencyViolation", "a group that another one's rule names", async (aws) => {
    const vpc = await network(aws);
    const [group, peer] = [await securityGroup(aws, vpc, "web"), await securityGroup(aws, vpc, "peer")];
    await aws.create(INGRESS, { securityGroupId: group.id, referencedSecurityGroupId: peer.id, ...https });
    return () => aws.delete(peer);
  }),
  accepted("ec2:DeleteSecurityGroup", "a group whose rule names itself", async (aws) => {
    const group = await securityGroup(aws, await network(aws), "web");
    await aws.create(INGRESS, { securityGroupId: group.id, referencedSecurityGroupId: group.id, ...https });
    return () => aws.delete(group);
  }),
  refused("ec2:DeleteSecurityGroup", "DependencyViolation", "the group of a load balancer", async (aws) => {
    const { vpc, subnets } = await publicZones(aws);
    const group = await securityGroup(aws, vpc, "web");
    await aws.create("aws:lb/loadBalancer:LoadBalancer", { name: "web", subnets, securityGroups: [group.id] });
    return () => aws.delete(group);
  }),
  refused("ec2:DeleteSecurityGroup", "DependencyViolation", "the group of a mount target", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const group = await securityGroup(aws, vpc, "files");
    const files = await aws.create("aws:efs/fileSystem:FileSystem", { creationToken: "files" });
    await aws.create("aws:efs/mountTarget:MountTarget", {
      fileSystemId: files.id,
      subnetId: first.id,
      securityGroups: [group.id],
    });
    return () => aws.delete(group);
  }),
  accepted("ec2:CreateNetworkAclEntry", "a number in each direction", async (aws) => {
    const acl = await aws.create(ACL, { vpcId: (await network(aws)).id });
    await aws.create(ACL_RULE, { networkAclId: acl.id, ruleNumber: 100, egress: false, ...allowAll });
    return () => aws.create(ACL_RULE, { networkAclId: acl.id, ruleNumber: 100, egress: true, ...allowAll });
  }),
  refused("ec2:CreateNetworkAclEntry", "NetworkAclEntryAlreadyExists", "a number that is taken", async (aws) => {
    const acl = await aws.create(ACL, { vpcId: (await network(aws)).id });
    const rule = { networkAclId: acl.id, ruleNumber: 100, egress: false, ...allowAll };
    await aws.create(ACL_RULE, rule);
    return () => aws.create(ACL_RULE, rule);
  }),
  refused(
    "ec2:CreateNetworkAclEntry",
    "InvalidNetworkAclID.NotFound",
    "a rule of an ACL that is not there",
    (aws) => () => aws.create(ACL_RULE, { networkAclId: "acl-0123456789abcdef0", ruleNumber: 100, ...allowAll }),
  ),
  accepted("ec2:ReplaceNetworkAclAssociation", "an ACL of a subnet's network", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const acl = await aws.create(ACL, { vpcId: vpc.id });
    return () => aws.create(ACL_ASSOCIATION, { networkAclId: acl.id, subnetId: first.id });
  }),
  refused(
    "ec2:ReplaceNetworkAclAssociation",
    "InvalidNetworkAclID.NotFound",
    "an ACL that is not there",
    async (aws) => {
      const { first } = await twoZones(aws);
      return () => aws.create(ACL_ASSOCIATION, { networkAclId: "acl-0123456789abcdef0", subnetId: first.id });
    },
  ),
  refused("ec2:DeleteNetworkAcl", "DependencyViolation", "an ACL that a subnet has", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const acl = await aws.create(ACL, { vpcId: vpc.id });
    await aws.create(ACL_ASSOCIATION, { networkAclId: acl.id, subnetId: first.id });
    return () => aws.delete(acl);
  }),
];
