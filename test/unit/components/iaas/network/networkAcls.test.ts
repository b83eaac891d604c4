import { describe, expect, test } from "@jest/globals";

import { NetworkAcls } from "../../../../../components/iaas/network/networkAcls.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const render = (subnetIds: Partial<Record<"private" | "public" | "data", string[]>>) =>
  renderComponent(() => {
    new NetworkAcls("web", { vpcId: "vpc", cidr: "10.40.0.0/20", subnetIds, tags: (part) => ({ Name: part }) });
    return {};
  });

const type = "aws:ec2/networkAcl:NetworkAcl";
const inside = { ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: "10.40.0.0/20", fromPort: 0, toPort: 0 };
const tcp = (ruleNo: number, fromPort: number, toPort: number) => {
  return { ruleNo, protocol: "tcp", action: "allow", cidrBlock: "0.0.0.0/0", fromPort, toPort };
};

describe("the lists at the subnets' borders", () => {
  test("are one for each role that has subnets", async () => {
    const all = await render({ private: ["p"], public: ["q"], data: ["d"] });
    expect(treeOf(all)).toEqual([
      `${type} web-data < web`,
      `${type} web-private < web`,
      `${type} web-public < web`,
      "tenantry:iaas:NetworkAcls web < tenantry-test",
    ]);
    expect(treeOf(await render({ private: ["p"], public: [] }))).toEqual([
      `${type} web-private < web`,
      "tenantry:iaas:NetworkAcls web < tenantry-test",
    ]);
  });

  test("let data talk inside the network alone", async () => {
    expect(inputsOf(await render({ data: ["d1", "d2"] }), type)).toEqual({
      vpcId: "vpc",
      subnetIds: ["d1", "d2"],
      ingress: [inside],
      egress: [inside],
      tags: { Name: "data" },
    });
  });

  test("let private subnets out to HTTPS, and answers in", async () => {
    expect(inputsOf(await render({ private: ["p"] }), type)).toMatchObject({
      ingress: [inside, tcp(220, 1024, 65_535)],
      egress: [inside, tcp(200, 443, 443)],
    });
  });

  test("let everybody reach public subnets by HTTP and HTTPS", async () => {
    expect(inputsOf(await render({ public: ["q"] }), type)).toMatchObject({
      ingress: [inside, tcp(200, 443, 443), tcp(210, 80, 80), tcp(220, 1024, 65_535)],
      egress: [inside, tcp(200, 443, 443), tcp(220, 1024, 65_535)],
    });
  });
});
