import { iso27001 } from "../../frameworks.ts";
import { listAt, valueAt } from "../../properties.ts";
import type { Rule } from "../../rule.ts";

/** Written out, not shared with the program: a rule must not agree with a mistake because it makes the same one. */
const required = [
  "tenantry:tenant",
  "tenantry:subscription",
  "tenantry:service",
  "tenantry:tier",
  "tenantry:cost-centre",
  "tenantry:owner",
  "tenantry:data-class",
  "tenantry:managed-by",
];

/** AWS types that take tags, by the AWS provider's schema. */
const taggable = [
  "aws:autoscaling/group:Group",
  "aws:backup/plan:Plan",
  "aws:backup/vault:Vault",
  "aws:budgets/budget:Budget",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:ebs/volume:Volume",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/eip:Eip",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/instance:Instance",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/networkAcl:NetworkAcl",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:efs/fileSystem:FileSystem",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:lb/listener:Listener",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:rds/instance:Instance",
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:resourcegroups/group:Group",
  "aws:s3/bucket:Bucket",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** Every AWS resource that takes tags says whose it is. */
export const tagsPresent: Rule = {
  id: "tenancy/tags-present",
  title: "AWS resources carry the tenant's tags",
  severity: "high",
  rationale: "Cost reports, recovery and audits find a tenant's resources by their tags; one without is nobody's.",
  remediation: "Give the resource the subscription's tags: tags of the resolved subscription, unchanged.",
  controls: [iso27001("A.5.9")],
  resourceTypes: taggable,
  looksAt: "resource",
  check({ inputs }, { owner }) {
    return required.flatMap((key) => {
      const value = tagOf(inputs, key);
      const property = `tags.${key}`;
      if (typeof value !== "string" || value === "") return [{ property, message: `tags should have the key ${key}.` }];
      if (key === "tenantry:tenant" && value !== owner.id) {
        return [{ property, message: `The tag ${key} should be the id of the tenant that the stack belongs to.` }];
      }
      return [];
    });
  },
};

/** Most types have tags as a mapping; an Auto Scaling group has a list, which says of each whether its machines get it. */
function tagOf(inputs: unknown, key: string): unknown {
  const listed = listAt(inputs, "tags").find((tag) => valueAt(tag, "key") === key);
  return listed === undefined ? valueAt(inputs, "tags", key) : valueAt(listed, "value");
}
