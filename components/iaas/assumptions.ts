import type { UsageAssumption } from "../../core/kinds/consumption.ts";
import { foundationAssumptions } from "../foundation/consumption.ts";
import type { Assumed } from "../shared/consumed.ts";

/** What the costs of infrastructure depend on and no order says. */
export const iaasAssumptions = {
  ...foundationAssumptions,
  scaledPercent: {
    text: "How many of the machines between the least and the most of a group that is scaled run on average",
    unit: "per cent",
    most: 100,
    usual: { low: 0, expected: 30, high: 100 },
  },
  surplusCpuHours: {
    text: "What each running machine of a burstable size uses beyond the processor time that its price includes",
    unit: "processor hours a month",
    usual: { low: 0, expected: 0, high: 100 },
  },
  internetGib: {
    text: "What each running machine sends to the internet, by itself or through its load balancer",
    unit: "GiB a month",
    usual: { low: 1, expected: 10, high: 100 },
  },
  natGib: {
    text: "What NAT gateways carry for each running machine, both ways",
    unit: "GiB a month",
    usual: { low: 1, expected: 10, high: 100 },
  },
  betweenZonesGib: {
    text: "What each running machine exchanges with other zones",
    unit: "GiB a month",
    usual: { low: 1, expected: 10, high: 100 },
  },
  endpointGib: {
    text: "What each running machine exchanges with AWS services by endpoints inside the network",
    unit: "GiB a month",
    usual: { low: 0.5, expected: 2, high: 20 },
  },
  flowLogGib: {
    text: "What flow logs record of each running machine",
    unit: "GiB a month",
    usual: { low: 0.1, expected: 0.5, high: 5 },
  },
  loadBalancerUnits: {
    text: "Capacity units that each load balancer uses on average",
    unit: "units",
    usual: { low: 0.1, expected: 0.5, high: 5 },
  },
  bucketGib: {
    text: "What each bucket keeps, in all versions",
    unit: "GiB",
    usual: { low: 5, expected: 50, high: 500 },
  },
  bucketMillionWrites: {
    text: "Requests to each bucket that write or list",
    unit: "million requests a month",
    usual: { low: 0.01, expected: 0.1, high: 1 },
  },
  bucketMillionReads: {
    text: "Requests to each bucket that read",
    unit: "million requests a month",
    usual: { low: 0.05, expected: 0.5, high: 5 },
  },
  bucketInternetGib: {
    text: "What each bucket sends to the internet",
    unit: "GiB a month",
    usual: { low: 0, expected: 5, high: 100 },
  },
  accessLogGib: {
    text: "What is recorded of the requests to each bucket and each load balancer",
    unit: "GiB a month",
    usual: { low: 0.05, expected: 0.5, high: 5 },
  },
  fileSystemGib: {
    text: "What each file system keeps",
    unit: "GiB",
    usual: { low: 5, expected: 50, high: 500 },
  },
  fileSystemHotPercent: {
    text: "How much of a file system has been read within a month, and is kept where reading is quick",
    unit: "per cent",
    most: 100,
    usual: { low: 10, expected: 40, high: 100 },
  },
  fileSystemReadGib: {
    text: "What is read from each file system",
    unit: "GiB a month",
    usual: { low: 1, expected: 20, high: 200 },
  },
  fileSystemWrittenGib: {
    text: "What is written to each file system",
    unit: "GiB a month",
    usual: { low: 1, expected: 10, high: 100 },
  },
  databaseLogGib: {
    text: "What each log of a database comes to",
    unit: "GiB a month",
    usual: { low: 0.05, expected: 0.5, high: 5 },
  },
  databaseSurplusCpuHours: {
    text: "What each database of a burstable size uses beyond the processor time that its price includes",
    unit: "processor hours a month",
    usual: { low: 0, expected: 0, high: 100 },
  },
  filledPercent: {
    text: "How much of disks and databases is filled, and so backed up",
    unit: "per cent",
    most: 100,
    usual: { low: 20, expected: 50, high: 100 },
  },
  changedPercent: {
    text: "How much of what is backed up changes in a day, and so is in a backup again",
    unit: "per cent",
    most: 100,
    usual: { low: 0.5, expected: 2, high: 10 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/** What is assumed of one subscription of infrastructure. */
export type IaasUse = Assumed<typeof iaasAssumptions>;
