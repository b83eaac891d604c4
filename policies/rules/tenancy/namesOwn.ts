import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** The property that is a resource's name on AWS, and what it begins with for a tenant of an estate. */
interface Naming {
  readonly property: string;
  readonly beginning: (tenant: string, estate: string) => string;
}

const plain: Naming = { property: "name", beginning: (tenant) => `${tenant}--` };

const namings: Readonly<Record<string, Naming>> = {
  "aws:autoscaling/group:Group": plain,
  "aws:backup/plan:Plan": plain,
  "aws:backup/vault:Vault": plain,
  "aws:budgets/budget:Budget": plain,
  "aws:ec2/launchTemplate:LaunchTemplate": plain,
  "aws:iam/instanceProfile:InstanceProfile": plain,
  "aws:iam/policy:Policy": plain,
  "aws:iam/role:Role": plain,
  "aws:kms/alias:Alias": { property: "name", beginning: (tenant) => `alias/tenantry/${tenant}/` },
  "aws:resourcegroups/group:Group": { property: "name", beginning: (tenant) => `tenantry.${tenant}--` },
  "aws:s3/accessPoint:AccessPoint": plain,
  "aws:s3/bucket:Bucket": { property: "bucket", beginning: (tenant, estate) => `${estate}--${tenant}--` },
};

/** The least that is left of a name that was too long: backup vaults have 50 characters, of which a digest takes 15. */
const kept = 35;

/** Names say whose something is, to people and to roles that reach by names. */
export const namesOwn: Rule = {
  id: "tenancy/names-own",
  title: "Names on AWS begin with the tenant's id",
  severity: "high",
  rationale:
    "In an account that tenants share, roles reach roles and buckets by how names begin: one that begins as another tenant's is within that tenant's reach.",
  remediation: "Make the name of the tenant's id, the subscription and what it is, by core/names.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: Object.keys(namings),
  looksAt: "tenant",
  check({ type, inputs }, { tenant }) {
    const naming = namings[type];
    if (naming === undefined || tenant === undefined) return notApplicable;
    const { property } = naming;
    const beginning = naming.beginning(tenant.id, tenant.estate.name);
    const name = valueAt(inputs, property);
    // A name that would begin as AWS keeps for itself has the mark x--- before it.
    const starts = [beginning, `x---${beginning}`].map(leastOf);
    if (typeof name === "string" && starts.some((start) => name.startsWith(start))) return [];
    return [{ property, message: `${property} should begin with the tenant's id.` }];
  },
};

/** What is left of a beginning in every name: all of it, unless a name may have been cut before its end, and then hyphens too. */
function leastOf(beginning: string): string {
  return beginning.length < kept ? beginning : beginning.slice(0, kept).replace(/-+$/, "");
}
