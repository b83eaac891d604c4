import { expect, test } from "@jest/globals";

import { rules } from "../helpers/allRules.ts";
import { planRetention } from "../../policies/rules/backup/planRetention.ts";
import { vaultLockBounds } from "../../policies/rules/backup/vaultLockBounds.ts";
import { listenerTlsPolicy } from "../../policies/rules/compute/listenerTlsPolicy.ts";
import { metadataHopLimit } from "../../policies/rules/compute/metadataHopLimit.ts";
import { backedUp } from "../../policies/rules/database/backedUp.ts";
import { noAdminManagedPolicies } from "../../policies/rules/identity/noAdminManagedPolicies.ts";
import { deletionWindow } from "../../policies/rules/keys/deletionWindow.ts";
import { logRetention } from "../../policies/rules/logging/logRetention.ts";
import { aclNoAdminPorts } from "../../policies/rules/network/aclNoAdminPorts.ts";
import { egressBounded } from "../../policies/rules/network/egressBounded.ts";
import { noOpenAdminPorts } from "../../policies/rules/network/noOpenAdminPorts.ts";
import { publicPorts } from "../../policies/rules/network/publicPorts.ts";
import type { Rule } from "../../core/policies/rule.ts";
import { judgedIn, resource } from "../helpers/judge.ts";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const port = (number: number) => ({ cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: number, toPort: number });
const entry = { ruleNo: 100, protocol: "tcp", action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 5900, toPort: 5900 };
const managed = (policyArn: string) => ({ policyArn });

/** What a rule finds wrong by its defaults and what by other settings, or the other way round. */
const cases: readonly (readonly [
  rule: Rule,
  type: string,
  inputs: Record<string, unknown>,
  settings: object,
  byDefault: number,
  bySettings: number,
])[] = [
  [planRetention, "aws:backup/plan:Plan", { rules: [{ lifecycle: { deleteAfter: 35 } }] }, { days: 90 }, 0, 1],
  [
    vaultLockBounds,
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    { minRetentionDays: 7 },
    { days: 30 },
    0,
    1,
  ],
  [
    listenerTlsPolicy,
    "aws:lb/listener:Listener",
    { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    { policies: ["ELBSecurityPolicy-TLS13-1-3-2021-06"] },
    0,
    1,
  ],
  [
    metadataHopLimit,
    "aws:ec2/instance:Instance",
    { metadataOptions: { httpPutResponseHopLimit: 2 } },
    { hops: 2 },
    1,
    0,
  ],
  [backedUp, "aws:rds/instance:Instance", { backupRetentionPeriod: 7 }, { days: 35 }, 0, 1],
  [
    noAdminManagedPolicies,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    managed("arn:aws:iam::aws:policy/ReadOnlyAccess"),
    { policies: ["ReadOnlyAccess"] },
    0,
    1,
  ],
  [deletionWindow, "aws:kms/key:Key", { deletionWindowInDays: 14 }, { days: 14 }, 1, 0],
  [logRetention, "aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 30 }, { days: 365 }, 0, 1],
  [aclNoAdminPorts, "aws:ec2/networkAcl:NetworkAcl", { ingress: [entry] }, { ports: [22, 3389, 5900] }, 0, 1],
  [egressBounded, egress, port(25), { ports: [25, 443] }, 1, 0],
  [noOpenAdminPorts, ingress, port(5900), { ports: [5900] }, 0, 1],
  [publicPorts, ingress, port(8443), { ports: [443, 8443] }, 1, 0],
];

test.each(cases.map((one) => [one[0].id, ...one] as const))(
  "%s",
  (_id, rule, type, inputs, settings, byDefault, bySettings) => {
    const stack = { name: "acme", resources: [resource(type, "one", inputs)] };
    expect(judgedIn(rule, stack)).toHaveLength(byDefault);
    expect(judgedIn(rule, { ...stack, settings: { [rule.id]: settings } })).toHaveLength(bySettings);
  },
);

test("every rule with settings has a default for each, and knows no others", () => {
  for (const { settings } of rules) {
    if (settings === undefined) continue;
    expect(settings.safeParse({}).success).toBe(true);
    expect(settings.safeParse({ nonsense: 1 }).success).toBe(false);
  }
});
