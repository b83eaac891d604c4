import { beforeAll, expect, test } from "@jest/globals";

import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { judgeStack } from "../../../policies/evaluate.ts";
import { flowLogsOfSensitiveNetworks as rule } from "../../../policies/rules/logging/flowLogsOfSensitiveNetworks.ts";
import { resource } from "../../helpers/judge.ts";

const subnet = resource("aws:ec2/subnet:Subnet", "a", { vpcId: "vpc-1" });
const flowLog = (vpcId: string) => resource("aws:ec2/flowLog:FlowLog", "flows", { vpcId });
const wrong = [{ property: "vpcId", message: "The VPC of vpcId should have a FlowLog." }];

let tenant: ResolvedTenant;
beforeAll(() => {
  const [sample] = sampleTiers();
  if (sample === undefined) throw new Error("there are no sample tenants");
  tenant = sample.resolved;
});

const answerFor = (dataClass: ResolvedTenant["dataClass"], ...others: ReturnType<typeof flowLog>[]): unknown =>
  judgeStack([rule], { name: tenant.id, resources: [subnet, ...others], tenant: { ...tenant, dataClass } })[0]?.answer;

test("restricted data wants flow logs of its own network", () => {
  expect(answerFor("restricted")).toEqual(wrong);
  expect(answerFor("restricted", flowLog("vpc-2"))).toEqual(wrong);
  expect(answerFor("restricted", flowLog("vpc-1"))).toEqual([]);
});

test("other data may do without, and then nothing is said of it", () => {
  expect(answerFor("confidential")).toBe("not-applicable");
  expect(answerFor("confidential", flowLog("vpc-1"))).toEqual([]);
});

test("an estate may ask for more", () => {
  const settings = { [rule.id]: { dataClasses: ["confidential", "restricted"] } };
  const stack = {
    name: tenant.id,
    resources: [subnet],
    tenant: { ...tenant, dataClass: "confidential" as const },
    settings,
  };
  expect(judgeStack([rule], stack)[0]?.answer).toEqual(wrong);
});
