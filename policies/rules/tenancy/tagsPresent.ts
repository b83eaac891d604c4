import type { Rule } from "../../rule.ts";

const required = ["tenant", "subscription", "service", "tier", "cost-centre", "managed-by"].map(
  (key) => `tenantry:${key}`,
);

/** AWS types of our bundles that take tags. */
const taggable = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:s3/bucket:Bucket",
];

/** Everything that takes tags says whose it is. */
export const tagsPresent: Rule = {
  id: "tenancy/tagsPresent",
  title: "AWS resources carry the tenant's tags",
  severity: "medium",
  rationale: "Cost reports, clean-up and incident response find a tenant's resources by their tags.",
  remediation: "Pass the subscription's tags to the resource.",
  check: (resources, tenant) =>
    resources
      .filter(({ type }) => taggable.includes(type))
      .flatMap((resource) => {
        const tags = (resource.inputs["tags"] ?? {}) as Record<string, unknown>;
        const missing = required.filter((key) => tags[key] === undefined);
        return [
          ...missing.map((key) => ({ resource, message: `tags should have the key ${key}.` })),
          ...(tags["tenantry:tenant"] === undefined || tags["tenantry:tenant"] === tenant
            ? []
            : [{ resource, message: "tags[tenantry:tenant] should be the stack's tenant." }]),
        ];
      }),
};
