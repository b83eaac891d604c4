import { NetworkAcl } from "@pulumi/aws/ec2/networkAcl.js";
import * as pulumi from "@pulumi/pulumi";

import type { SubnetRole } from "./plan.ts";

/** Arguments of {@link NetworkAcls}. */
export interface NetworkAclsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The network's range; inside it everything may talk, as security groups allow. */
  readonly cidr: string;
  /** The subnets by what they are for; a role without subnets gets no list. */
  readonly subnetIds: Readonly<Partial<Record<SubnetRole, pulumi.Input<string>[]>>>;
  /** Tags of a part of the network, by the part's name. */
  readonly tags: (part: string) => Readonly<Record<string, string>>;
}

/** One allowed way through a list; what no rule allows is denied. */
interface Rule {
  readonly ruleNo: number;
  readonly protocol: "-1" | "tcp";
  readonly action: "allow";
  readonly cidrBlock: string;
  readonly fromPort: number;
  readonly toPort: number;
}

const everywhere = "0.0.0.0/0";

/**
 * Network access control lists: a second border beside security groups, at the subnets. Data subnets talk inside the network alone;
 * private ones reach HTTPS outside too; public ones take HTTP and HTTPS from everywhere. The lists keep no state, so answers need
 * rules of their own: the ports from 1024 on, which load balancers and NAT gateways use (Amazon VPC User Guide, "Custom network
 * ACLs", ephemeral ports).
 */
export class NetworkAcls extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkAclsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:NetworkAcls", name, {}, opts);
    for (const role of ["private", "public", "data"] as const) {
      const subnetIds = args.subnetIds[role] ?? [];
      if (subnetIds.length === 0) continue;
      const { ingress, egress } = rulesOf(role, args.cidr);
      new NetworkAcl(
        `${name}-${role}`,
        { vpcId: args.vpcId, subnetIds, ingress, egress, tags: args.tags(role) },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

function rulesOf(role: SubnetRole, cidr: string): { ingress: Rule[]; egress: Rule[] } {
  const inside: Rule = { ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: cidr, fromPort: 0, toPort: 0 };
  const https = outside(200, 443, 443);
  const http = outside(210, 80, 80);
  const answers = outside(220, 1024, 65_535);
  switch (role) {
    case "data":
      return { ingress: [inside], egress: [inside] };
    case "private":
      return { ingress: [inside, answers], egress: [inside, https] };
    case "public":
      return { ingress: [inside, https, http, answers], egress: [inside, https, answers] };
  }
}

function outside(ruleNo: number, fromPort: number, toPort: number): Rule {
  return { ruleNo, protocol: "tcp", action: "allow", cidrBlock: everywhere, fromPort, toPort };
}
