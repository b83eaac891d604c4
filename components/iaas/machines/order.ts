import { z } from "zod";

import type { Demand } from "../../../core/kinds/serviceKind.ts";
import { partName } from "../../../core/schema/fields.ts";

/** How many groups of machines may be ordered. */
export const mostGroups = 20;

/** How many machines one group may have. */
export const largestGroup = 500;

/** The characters that a path with a query has (RFC 3986, sections 3.3 and 3.4). */
const pathPattern = /^\/[\w\-.~%!$&'()*+,;=:@/?]*$/;

const loadBalancer = z
  .strictObject({
    port: z.int().min(1).max(65_535).describe("The port that the machines answer on, by HTTP inside the network."),
    healthPath: z
      .string()
      .max(1024)
      .regex(pathPattern, "a path begins with / and has the characters of a URL")
      .default("/")
      .describe(
        "What is asked for to see whether a machine works; a status from 200 to 399 says so (at most 1024 characters: Elastic Load Balancing API Reference, CreateTargetGroup).",
      ),
    certificateArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        "a certificate looks like arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
      )
      .meta({
        description: "The certificate that clients see, in AWS Certificate Manager of the cell's account and region.",
        examples: ["arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"],
      }),
    internal: z
      .boolean()
      .default(false)
      .describe("True: reached from inside the network only. False: reached from the internet."),
  })
  .describe("Where clients reach the machines, by HTTPS; requests by HTTP are sent there.");

const machineGroup = z.strictObject({
  name: partName.describe("The group's name, unique in the subscription; part of resource names."),
  size: partName.describe("The machines' size, by a name that the tier has."),
  count: z.int().min(1).max(largestGroup).describe("How many machines run; the least of them where there may be more."),
  maximum: z
    .int()
    .min(1)
    .max(largestGroup)
    .optional()
    .describe("How many machines may run under load, in tiers that scale; the count when absent."),
  rootVolumeGiB: z
    .int()
    .min(8)
    .max(100)
    .default(20)
    .describe(
      "Size of each machine's root volume in GiB, which goes with the machine; Amazon Linux needs 8. It does not count against an entitlement.",
    ),
  image: z
    .string()
    .regex(/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, "an image looks like ami-0123456789abcdef0")
    .optional()
    .meta({
      description: "The machines' image in the cell's region; the newest Amazon Linux 2023 at each launch when absent.",
      examples: ["ami-0123456789abcdef0"],
    }),
  rootDevice: z
    .enum(["/dev/xvda", "/dev/sda1"])
    .default("/dev/xvda")
    .describe(
      "How the image names its root device: /dev/xvda as Amazon Linux, or /dev/sda1 as Ubuntu. Under the wrong name the root volume is not the one that is encrypted here (Amazon EC2 User Guide, Device names for volumes).",
    ),
  loadBalancer: loadBalancer.optional(),
});

/** What is ordered of machines: fields of the spec. */
export const machinesOrder = {
  machines: z
    .array(machineGroup)
    .max(mostGroups)
    .default([])
    .describe("Groups of equal machines over the tier's zones; a machine that fails is replaced."),
};

/** What is ordered of machines. */
export type MachinesOrder = z.output<z.ZodObject<typeof machinesOrder>>;

/** One ordered group of machines. */
export type MachineGroupOrder = MachinesOrder["machines"][number];

/** What a tier has of machines: fields of its features. */
export const machinesFeatures = {
  machineSizes: z
    .record(
      partName,
      z.strictObject({
        instanceType: z
          .string()
          .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type looks like m7i.large")
          .meta({ description: "AWS's name of the size.", examples: ["m7i.large"] }),
        vcpu: z.int().min(1).max(1024).describe("Its processors."),
        memoryGiB: z.number().positive().max(32_768).multipleOf(0.5).describe("Its memory in GiB."),
      }),
    )
    .default({})
    .describe("The sizes of machines, by the names that orders use; none without it."),
  scaling: z
    .strictObject({
      cpuPercent: z
        .int()
        .min(10)
        .max(90)
        .describe("The average load of a group's processors, in per cent, that machines are added or taken away for."),
    })
    .optional()
    .describe("Whether groups grow and shrink with their load; they keep their count without it."),
  loadBalancers: z
    .strictObject({
      deletionProtection: z
        .boolean()
        .describe("Whether AWS refuses to delete a load balancer until the protection is taken away."),
    })
    .optional()
    .describe("Whether groups may have a load balancer, and how."),
  machineLifetimeDays: z
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe(
      "After how many days each machine is replaced by one of the newest image; never by age when absent (1 to 365: Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup).",
    ),
};

/** What a tier has of machines. */
export type MachinesFeatures = z.output<z.ZodObject<typeof machinesFeatures>>;

/** What a tier grants of machines: fields of its entitlements. */
export const machinesEntitlements = {
  machines: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe("How many machines may run, with all groups at their maximum."),
  vcpu: z.int().min(0).max(100_000).default(0).describe("How many processors those may have together."),
  memoryGiB: z.int().min(0).max(1_000_000).default(0).describe("How much memory in GiB those may have together."),
  loadBalancers: z.int().min(0).max(100).default(0).describe("How many load balancers may be ordered."),
};

/** How much of what a tier grants an order comes to; machines of a size that the tier lacks have no processors and no memory. */
export function machinesDemand({ machines }: MachinesOrder, { machineSizes }: MachinesFeatures) {
  const total = (perMachine: (group: MachineGroupOrder) => number): Demand => ({
    amount: machines.reduce((sum, group) => sum + maximumOf(group) * perMachine(group), 0),
    path: ["machines"],
  });
  const balanced = machines.filter(({ loadBalancer }) => loadBalancer !== undefined);
  return {
    machines: total(() => 1),
    vcpu: total(({ size }) => sizeOf(machineSizes, size)?.vcpu ?? 0),
    memoryGiB: total(({ size }) => sizeOf(machineSizes, size)?.memoryGiB ?? 0),
    loadBalancers: { amount: balanced.length, path: ["machines"] },
  };
}

/** How many machines of a group may run at once. */
export function maximumOf({ count, maximum }: MachineGroupOrder): number {
  return maximum ?? count;
}

/** A size by its name, which may be any text; undefined when the tier has none of that name. */
export function sizeOf(
  sizes: MachinesFeatures["machineSizes"],
  name: string,
): MachinesFeatures["machineSizes"][string] | undefined {
  return Object.hasOwn(sizes, name) ? sizes[name] : undefined;
}
