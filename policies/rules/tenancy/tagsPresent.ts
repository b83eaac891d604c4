import { valueAt } from "../../properties.ts";
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
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/eip:Eip",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/instance:Instance",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
];

/** Every AWS resource that takes tags says whose it is. */
export const tagsPresent: Rule = {
  id: "tenancy/tags-present",
  title: "AWS resources carry the tenant's tags",
  severity: "high",
  rationale: "Cost reports, recovery and audits find a tenant's resources by their tags; one without is nobody's.",
  remediation: "Give the resource the subscription's tags: tags of the resolved subscription, unchanged.",
  resourceTypes: taggable,
  looksAt: "resource",
  check({ inputs }, { tenant }) {
    return required.flatMap((key) => {
      const value = valueAt(inputs, "tags", key);
      const property = `tags.${key}`;
      if (typeof value !== "string" || value === "") return [{ property, message: `tags should have the key ${key}.` }];
      if (key === "tenantry:tenant" && value !== tenant) {
        return [{ property, message: `The tag ${key} should be the id of the tenant that the stack belongs to.` }];
      }
      return [];
    });
  },
};
