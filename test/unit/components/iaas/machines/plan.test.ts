import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import {
  machinesDemand,
  machinesEntitlements,
  machinesFeatures,
  machinesOrder,
} from "../../../../../components/iaas/machines/order.ts";
import { needsPublicSubnets, planMachines } from "../../../../../components/iaas/machines/plan.ts";
import type { PartContext } from "../../../../../components/shared/partContext.ts";
import { cellSchema, type AwsCell } from "../../../../../core/schema/cell.ts";

const certificateArn = "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const image = "ami-0123456789abcdef0";
const cell = cellSchema.parse({
  id: "eu-central-1-main",
  target: "aws",
  region: "eu-central-1",
  accountId: "111122223333",
  zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  supernet: "10.40.0.0/14",
}) as AwsCell;
const context: PartContext = {
  estateName: "msp",
  owner: ["acme", "web"],
  cell,
  zones: ["a", "b"],
  isolation: "silo",
  state: "active",
  maintenance: undefined as unknown as PartContext["maintenance"],
  contacts: undefined as unknown as PartContext["contacts"],
  residency: undefined,
};
const sizes = {
  small: { instanceType: "t4g.small", vcpu: 2, memoryGiB: 2 },
  large: { instanceType: "m7i.large", vcpu: 2, memoryGiB: 8 },
};
const everything = {
  machineSizes: sizes,
  scaling: { cpuPercent: 60 },
  loadBalancers: { deletionProtection: true },
  machineLifetimeDays: 30,
};

function order(...machines: unknown[]) {
  return z.strictObject(machinesOrder).parse({ machines });
}

function features(given: unknown = everything) {
  return z.strictObject(machinesFeatures).parse(given);
}

function planOf(given: Partial<PartContext>, ...machines: unknown[]) {
  return planMachines({ ...context, ...given }, order(...machines), features(), "10.40.0.0/20");
}

const balanced = {
  name: "frontend",
  size: "large",
  count: 2,
  maximum: 6,
  image,
  loadBalancer: { port: 8080, healthPath: "/healthz", certificateArn },
};

describe("an order of machines", () => {
  test("is none unless it is made", () => {
    expect(z.strictObject(machinesOrder).parse({})).toEqual({ machines: [] });
    expect(features({})).toEqual({ machineSizes: {} });
    expect(z.strictObject(machinesEntitlements).parse({})).toEqual({
      machines: 0,
      vcpu: 0,
      memoryGiB: 0,
      loadBalancers: 0,
    });
  });

  test("has defaults for all that few change", () => {
    expect(order({ name: "jobs", size: "small", count: 1 }, balanced).machines).toEqual([
      { name: "jobs", size: "small", count: 1, rootVolumeGiB: 20, rootDevice: "/dev/xvda" },
      {
        ...balanced,
        rootVolumeGiB: 20,
        rootDevice: "/dev/xvda",
        loadBalancer: { port: 8080, healthPath: "/healthz", certificateArn, internal: false },
      },
    ]);
  });

  test.each<[string, object]>([
    ["an image's name", { image: "ubuntu" }],
    ["a parameter of an image", { image: "resolve:ssm:/other" }],
    ["no machine", { count: 0 }],
    ["a root volume without room for Amazon Linux", { rootVolumeGiB: 7 }],
    ["a root volume that should be a data volume", { rootVolumeGiB: 101 }],
    ["another root device", { rootDevice: "/dev/sdf" }],
    ["a port beyond the last", { loadBalancer: { port: 65_536, certificateArn } }],
    ["a health path without its slash", { loadBalancer: { port: 80, certificateArn, healthPath: "healthz" } }],
    ["a health path with a space", { loadBalancer: { port: 80, certificateArn, healthPath: "/a b" } }],
    [
      "a certificate of IAM",
      { loadBalancer: { port: 80, certificateArn: "arn:aws:iam::111122223333:server-certificate/a" } },
    ],
    ["something of another name", { userData: "#!/bin/sh" }],
  ])("cannot have %s", (_what, given) => {
    expect(() => order({ name: "jobs", size: "small", count: 1, ...given })).toThrow(z.ZodError);
  });

  test("counts what may run at most; what the tier lacks has no size (C7)", () => {
    const given = order({ name: "jobs", size: "small", count: 3, rootVolumeGiB: 100 }, balanced, {
      name: "lost",
      size: "constructor",
      count: 1,
    });
    expect(machinesDemand(given, features())).toEqual({
      machines: { amount: 10, path: ["machines"] },
      vcpu: { amount: 18, path: ["machines"] },
      memoryGiB: { amount: 54, path: ["machines"] },
      loadBalancers: { amount: 1, path: ["machines"] },
    });
    expect(machinesDemand(order(), features({})).machines).toEqual({ amount: 0, path: ["machines"] });
  });
});

describe("the plan of machines", () => {
  test("decides every name and size", () => {
    const { plan, problems } = planOf({}, balanced, { name: "jobs", size: "small", count: 1 });
    expect(problems).toEqual([]);
    expect(plan).toEqual({
      machines: [
        {
          name: "frontend",
          launchTemplateName: "acme--web--frontend",
          autoScalingGroupName: "acme--web--frontend",
          securityGroupName: "acme--web--machines--frontend",
          roleName: "acme--web--machines--frontend",
          instanceProfileName: "acme--web--machines--frontend",
          accountId: "111122223333",
          region: "eu-central-1",
          parameterPath: "/tenantry/acme/web",
          instanceType: "m7i.large",
          image,
          rootDevice: "/dev/xvda",
          rootVolumeGiB: 20,
          minimum: 2,
          maximum: 6,
          cpuPercent: 60,
          lifetimeDays: 30,
          loadBalancer: {
            loadBalancerName: "acme--web--frontend",
            targetGroupName: "acme--web--frontend--8080",
            securityGroupName: "acme--web--load-balancers--frontend",
            port: 8080,
            healthPath: "/healthz",
            certificateArn,
            internal: false,
            clients: "0.0.0.0/0",
            deletionProtection: true,
          },
        },
        {
          name: "jobs",
          launchTemplateName: "acme--web--jobs",
          autoScalingGroupName: "acme--web--jobs",
          securityGroupName: "acme--web--machines--jobs",
          roleName: "acme--web--machines--jobs",
          instanceProfileName: "acme--web--machines--jobs",
          accountId: "111122223333",
          region: "eu-central-1",
          parameterPath: "/tenantry/acme/web",
          instanceType: "t4g.small",
          image: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
          rootDevice: "/dev/xvda",
          rootVolumeGiB: 20,
          minimum: 1,
          maximum: 1,
          lifetimeDays: 30,
        },
      ],
    });
  });

  test("C8: claims the processors of all its machines and of one being replaced, in families that AWS counts together", () => {
    const claims = (sizes: object, ...machines: unknown[]) =>
      planMachines(context, order(...machines), features({ machineSizes: sizes }), "10.40.0.0/20").claims.filter(
        ({ type }) => type === "capacity",
      );
    const gpu = { gpu: { instanceType: "g6.xlarge", vcpu: 4, memoryGiB: 16 } };
    const capacity = (resource: string, amount: number) => ({ type: "capacity", resource, amount, path: ["machines"] });
    expect(
      claims({ ...sizes, ...gpu }, { name: "a", size: "small", count: 3 }, { name: "b", size: "gpu", count: 1 }),
    ).toEqual([capacity("onDemandVcpus", 8), capacity("loadBalancers", 0)]);
    expect(planOf({}, balanced).claims.filter(({ type }) => type === "capacity")).toEqual([
      capacity("onDemandVcpus", 14),
      capacity("loadBalancers", 1),
    ]);
  });

  test("claims the names that AWS gives once", () => {
    expect(planOf({}, balanced).claims.filter(({ type }) => type === "name")).toEqual(
      [
        ["aws/111122223333/roles", "acme--web--machines--frontend"],
        ["aws/111122223333/instance-profiles", "acme--web--machines--frontend"],
        ["aws/111122223333/eu-central-1/launch-templates", "acme--web--frontend"],
        ["aws/111122223333/eu-central-1/auto-scaling-groups", "acme--web--frontend"],
        ["aws/111122223333/eu-central-1/load-balancers", "acme--web--frontend"],
        ["aws/111122223333/eu-central-1/target-groups", "acme--web--frontend--8080"],
      ].map(([scope, value]) => ({ type: "name", scope, value, path: ["machines", 0] })),
    );
    const { claims } = planOf({}, { name: "jobs", size: "small", count: 1 });
    expect(claims.filter(({ type }) => type === "name")).toHaveLength(4);
  });

  test("shortens names of load balancers, which AWS takes 32 characters of", () => {
    const owner: PartContext["owner"] = ["northern-lights-logistics", "production"];
    const [group] = planOf({ owner }, balanced).plan.machines;
    expect(group?.loadBalancer).toMatchObject({
      loadBalancerName: "northern-lights-l---zl2ohaxs6m7d",
      targetGroupName: "northern-lights-l---6aw5arhaigsw",
      securityGroupName: "northern-lights-logistics--production--load-balancers--frontend",
    });
  });

  test("keeps load balancers of a suspended tenant and stops its machines", () => {
    const active = planOf({}, balanced).plan.machines;
    const suspended = planOf({ state: "suspended" }, balanced).plan.machines;
    expect(suspended).toEqual(active.map((group) => ({ ...group, minimum: 0, maximum: 0 })));
  });

  test("lets an internal load balancer be asked by the network alone, and needs no public subnets for it", () => {
    const internal = { ...balanced, loadBalancer: { ...balanced.loadBalancer, internal: true } };
    const { plan, problems } = planOf({}, internal);
    expect(problems).toEqual([]);
    expect(plan.machines[0]?.loadBalancer).toMatchObject({ internal: true, clients: "10.40.0.0/20" });
    expect(needsPublicSubnets(plan)).toBe(false);
    expect(needsPublicSubnets(planOf({}, internal, { ...balanced, name: "public" }).plan)).toBe(true);
    expect(needsPublicSubnets(planOf({}).plan)).toBe(false);
  });

  test.each([
    ["m7i.large", "x86_64"],
    ["g4dn.xlarge", "x86_64"],
    ["m7a.large", "x86_64"],
    ["c7i-flex.large", "x86_64"],
    ["t4g.small", "arm64"],
    ["c7gn.large", "arm64"],
    ["im4gn.large", "arm64"],
    ["g5g.xlarge", "arm64"],
    ["a1.large", "arm64"],
  ])("starts %s with the Amazon Linux of its processor, %s", (instanceType, architecture) => {
    const tier = features({ machineSizes: { one: { instanceType, vcpu: 2, memoryGiB: 4 } } });
    const { plan } = planMachines(context, order({ name: "jobs", size: "one", count: 1 }), tier, "10.40.0.0/20");
    expect(plan.machines[0]?.image).toBe(
      `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    );
  });

  test("never runs more than what counts against the entitlement, whatever is ordered", () => {
    const group = fc.record({
      name: fc.constantFrom("a", "b"),
      size: fc.constantFrom("small", "large", "huge"),
      count: fc.integer({ min: 1, max: 500 }),
      maximum: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 5 }), fc.constantFrom("active", "suspended"), (groups, state) => {
        const given = order(...groups);
        const { plan, problems } = planMachines({ ...context, state }, given, features(), "10.40.0.0/16");
        fc.pre(problems.length === 0);
        const most = plan.machines.reduce((sum, { maximum }) => sum + maximum, 0);
        expect(most).toBe(state === "suspended" ? 0 : machinesDemand(given, features()).machines.amount);
        expect(plan.machines.every(({ minimum, maximum }) => minimum <= maximum)).toBe(true);
      }),
    );
  });
});

describe("what is wrong with machines", () => {
  const jobs = { name: "jobs", size: "small", count: 2 };
  const problemsOf = (tier: unknown, given: Partial<PartContext>, machines: unknown[], cidr = "10.40.0.0/20") =>
    planMachines({ ...context, ...given }, order(...machines), features(tier), cidr).problems;

  test("a name twice", () => {
    expect(problemsOf(everything, {}, [jobs, { ...jobs, size: "large" }])).toEqual([
      {
        concern: "name",
        path: ["machines", 1, "name"],
        message: 'The machines "jobs" are ordered twice.',
        fix: "Rename or remove one of the two.",
      },
    ]);
  });

  test("a size that the tier lacks", () => {
    expect(problemsOf(everything, {}, [{ ...jobs, size: "huge" }])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "size"],
        message: 'The tier has no machines of the size "huge".',
        allowed: "small, large",
      },
    ]);
    expect(problemsOf({}, {}, [jobs])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "size"],
        message: 'The tier has no machines of the size "small".',
        fix: "The tier has no machines: choose another tier, or order none.",
      },
    ]);
  });

  test("a maximum below the count, or above it in a tier that does not scale", () => {
    expect(problemsOf(everything, {}, [{ ...jobs, maximum: 1 }])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "maximum"],
        message: 'The machines "jobs" are 2, which is more than their maximum of 1.',
        fix: "Order at most 1, or raise the maximum.",
      },
    ]);
    expect(problemsOf({ machineSizes: sizes }, {}, [{ ...jobs, maximum: 4 }])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "maximum"],
        message: 'The tier does not scale, and the machines "jobs" would grow from 2 to 4.',
        fix: "Leave the maximum out, order 4 machines, or choose a tier that scales.",
      },
    ]);
    expect(problemsOf({ machineSizes: sizes }, {}, [{ ...jobs, maximum: 2 }])).toEqual([]);
  });

  test("a load balancer of a tier that has none, or one zone", () => {
    expect(problemsOf({ machineSizes: sizes, scaling: { cpuPercent: 50 } }, {}, [balanced])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "loadBalancer"],
        message: 'The tier has no load balancers, and the machines "frontend" would have one.',
        fix: "Order the machines without one, or choose a tier that has load balancers.",
      },
    ]);
    expect(problemsOf(everything, { zones: ["a"] }, [balanced])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "loadBalancer"],
        message: 'The tier spans one zone, and the load balancer of "frontend" needs two.',
        fix: "Order the machines without one, or choose a tier of two zones.",
      },
    ]);
  });

  test("a load balancer before machines where nothing answers", () => {
    expect(problemsOf(everything, {}, [{ ...balanced, image: undefined }])).toEqual([
      {
        concern: "tier",
        path: ["machines", 0, "image"],
        message:
          'The machines "frontend" run Amazon Linux as it comes, where nothing answers on port 8080: behind a load balancer AWS would take each for failed and replace it for ever.',
        fix: "Name an image that answers there.",
      },
    ]);
  });

  test.each([
    ["region", certificateArn.replace("eu-central-1", "us-east-1")],
    ["account", certificateArn.replace("111122223333", "444455556666")],
  ])("a certificate of another %s", (_what, elsewhere) => {
    const given = { ...balanced, loadBalancer: { ...balanced.loadBalancer, certificateArn: elsewhere } };
    expect(problemsOf(everything, {}, [given])).toEqual([
      {
        concern: "cell",
        path: ["machines", 0, "loadBalancer", "certificateArn"],
        message: `The certificate ${elsewhere} is not of the account and region of the cell "eu-central-1-main".`,
        allowed: "arn:aws:acm:eu-central-1:111122223333:certificate/…",
        fix: "Request or import the certificate there.",
      },
    ]);
  });

  test("public subnets that are too small for a load balancer", () => {
    const internal = { ...balanced, loadBalancer: { ...balanced.loadBalancer, internal: true } };
    expect(problemsOf(everything, {}, [balanced], "10.40.0.0/22")).toEqual([]);
    expect(problemsOf(everything, {}, [internal], "10.40.0.0/24")).toEqual([]);
    expect(problemsOf(everything, {}, [balanced], "10.40.0.0/28")).toEqual([]);
    expect(problemsOf(everything, {}, [internal, { ...balanced, name: "second" }], "10.40.0.0/24")).toEqual([
      {
        concern: "network",
        path: ["network", "cidr"],
        message: 'The public subnets of 10.40.0.0/24 are /28, too small for the load balancer of "second".',
        allowed: "a network with public subnets of /27 or larger, such as a /22",
      },
    ]);
  });

  test("more machines than addresses", () => {
    const many = { ...jobs, count: 54 };
    expect(problemsOf(everything, {}, [many], "10.40.0.0/24")).toEqual([]);
    expect(problemsOf(everything, {}, [many, { ...jobs, name: "more", count: 1 }], "10.40.0.0/24")).toEqual([
      {
        concern: "network",
        path: ["network", "cidr"],
        message: "The private subnets of 10.40.0.0/24 have 54 addresses, and up to 55 machines are ordered.",
        allowed: "a network with an address for each machine, or fewer machines",
      },
    ]);
  });

  test("all at once", () => {
    const wrong = { ...balanced, size: "huge", maximum: 1, image: undefined };
    expect(problemsOf({}, { zones: ["a"] }, [wrong, wrong], "10.40.0.0/24").map(({ path }) => path.join("."))).toEqual([
      "machines.0.size",
      "machines.0.maximum",
      "machines.0.loadBalancer",
      "machines.0.image",
      "machines.1.name",
      "machines.1.size",
      "machines.1.maximum",
      "machines.1.loadBalancer",
      "machines.1.image",
      "network.cidr",
    ]);
  });
});
