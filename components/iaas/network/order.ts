import { z } from "zod";

import { cidrBlock } from "../../../core/network/cidrBlock.ts";
import { logRetentionDays } from "../../shared/logRetention.ts";
import { maximumZones } from "./subnetLayout.ts";

/** What is ordered of a network. */
export const networkOrder = z
  .strictObject({
    cidr: cidrBlock.describe("The tenant's network, /16 to /24, inside the cell's supernet."),
  })
  .describe("The network that everything of the subscription lies in.");

/** What is ordered of a network. */
export type NetworkOrder = z.output<typeof networkOrder>;

/** What a tier has of networks: fields of its features. */
export const networkFeatures = {
  zones: z.int().min(1).max(maximumZones).describe("Over how many availability zones the network spans."),
  natGateways: z
    .enum(["none", "one", "per-zone"])
    .default("none")
    .describe(
      "How private subnets reach the internet: not at all, through one zone (cheaper, and out of service with it), or each through its own.",
    ),
  dataSubnets: z.boolean().default(false).describe("Subnets for data, which have no way out of the network."),
  networkAcls: z
    .boolean()
    .default(false)
    .describe(
      "Whether the subnets' borders filter too, beside security groups: data inside the network alone, HTTPS outward from private subnets, HTTP and HTTPS inward to public ones.",
    ),
  serviceEndpoints: z
    .array(z.enum(["ec2messages", "kms", "logs", "secretsmanager", "ssm", "ssmmessages", "sts"]))
    .optional()
    .describe(
      "AWS services that are reached inside the network; S3 is one of them in every tier that has the list, even an empty one.",
    ),
  flowLogs: z
    .strictObject({
      retentionDays: logRetentionDays.describe("How long they are kept, in days that CloudWatch Logs takes."),
    })
    .optional()
    .describe("Whether all traffic of the network is recorded."),
};

/** What a tier has of networks. */
export type NetworkFeatures = z.output<z.ZodObject<typeof networkFeatures>>;
