import { z } from "zod";

import { cidrBlock } from "../network/cidrBlock.ts";
import { cellId, imagePrefix, regionName, tenantId } from "./fields.ts";

const accountId = z
  .string()
  .regex(/^\d{12}$/, "an account id is twelve digits in quotes")
  .meta({
    description: "The AWS account that the cell is; a run that reaches another account stops.",
    examples: ["111122223333"],
  });

const awsLimits = z
  .strictObject({
    vpcs: z.int().min(1).max(10_000).default(5).describe("VPCs in the account and region."),
    elasticIps: z.int().min(1).max(10_000).default(5).describe("Elastic IP addresses in the account and region."),
    buckets: z.int().min(1).max(1_000_000).default(10_000).describe("S3 buckets in the account."),
    onDemandVcpus: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(5)
      .describe(
        "Processors of running On-Demand Standard instances (A, C, D, H, I, M, R, T and Z) in the account and region.",
      ),
    loadBalancers: z
      .int()
      .min(1)
      .max(10_000)
      .default(50)
      .describe("Application Load Balancers in the account and region."),
    databases: z.int().min(1).max(10_000).default(40).describe("RDS instances in the account and region."),
    fileSystems: z.int().min(1).max(100_000).default(1000).describe("EFS file systems in the account and region."),
    backupVaults: z.int().min(1).max(100_000).default(300).describe("Backup vaults in the account and region."),
  })
  .prefault({})
  .describe(
    "How much the account takes, by its Service Quotas; the defaults are AWS' own (Amazon VPC quotas; Amazon EC2 endpoints and quotas; Amazon S3 bucket quotas; quotas of Application Load Balancers, Amazon RDS, Amazon EFS and AWS Backup).",
  );

const awsCell = z.strictObject({
  id: cellId,
  target: z.literal("aws"),
  region: regionName,
  accountId,
  zones: z
    .array(
      z
        .string()
        .regex(/^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/, "a zone looks like eu-central-1a")
        .meta({ examples: ["eu-central-1a"] }),
    )
    .min(1)
    .max(4)
    .describe("The availability zones in the order in which tiers use them; add at the end, never reorder."),
  supernet: cidrBlock.describe("The range that all tenants' networks of the cell lie in."),
  assumeRoleArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
      "a role looks like arn:aws:iam::111122223333:role/tenantry",
    )
    .optional()
    .meta({
      description: "The role to assume in the account; the ambient credentials are used as they are when absent.",
      examples: ["arn:aws:iam::111122223333:role/tenantry"],
    }),
  tenant: tenantId
    .optional()
    .describe(
      "The only tenant that may land here, in an account of its own; a tier of the isolation silo needs such a cell.",
    ),
  copyRegion: regionName
    .optional()
    .describe("The region that second copies of backups go to; tiers that sell them need it."),
  limits: awsLimits,
});

const minorVersion = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}$/, 'a version is major and minor in quotes, such as "1.36"')
  .meta({ examples: ["1.36"] });

/** A version of a tier by its service, its name and its number. */
const hostedTier = z
  .string()
  .max(60)
  .regex(/^[a-z](?:-?[a-z0-9])*\/[a-z](?:-?[a-z0-9])*@[1-9]\d{0,3}$/, "a hosted tier looks like saas/shared@1");

const kubernetesCell = z.strictObject({
  id: cellId,
  target: z.literal("kubernetes"),
  region: regionName,
  context: z.string().min(1).max(253).describe("The context of the kubeconfig that reaches the cluster."),
  kubeconfig: z
    .string()
    .min(1)
    .optional()
    .describe("Path of the kubeconfig, relative to the estate; the usual places are searched when absent."),
  clusterUid: z
    .uuid("a cluster's uid is that of its kube-system namespace, a UUID")
    .describe("The uid of the cluster's kube-system namespace; a run that reaches another cluster stops."),
  kubernetesVersion: minorVersion
    .optional()
    .describe("The version of Kubernetes that the cluster runs, without the patch; `tenantry outdated` asks for it."),
  capacity: z
    .strictObject({
      vcpu: z.number().positive().max(100_000).describe("Processors that tenants may be granted together."),
      memoryGiB: z.number().positive().max(1_000_000).describe("Memory in GiB that tenants may be granted together."),
      storageGiB: z
        .number()
        .positive()
        .max(10_000_000)
        .describe("Storage in GiB that tenants may be granted together."),
      pods: z.int().min(1).max(150_000).describe("Pods that tenants may be granted together."),
    })
    .describe("What the cluster's shared nodes have for tenants, without what the platform needs for itself."),
  ownNodes: z
    .array(
      z.strictObject({
        tenant: tenantId,
        vcpu: z.number().positive().max(100_000).describe("Processors of the nodes that pods may be granted."),
        memoryGiB: z
          .number()
          .positive()
          .max(1_000_000)
          .describe("Memory in GiB of the nodes that pods may be granted."),
        pods: z.int().min(1).max(150_000).describe("Pods that the nodes take."),
      }),
    )
    .max(1000)
    .refine((entries) => new Set(entries.map(({ tenant }) => tenant)).size === entries.length, {
      error: "a tenant has one entry; put all its nodes into it",
    })
    .default([])
    .describe(
      "Nodes that are kept for one tenant each; a tier of the isolation silo needs them. Whoever adds such nodes to the cluster gives them the label `tenantry.dev/tenant: <id>` and the taint `tenantry.dev/tenant=<id>:NoSchedule`.",
    ),
  gateway: z
    .strictObject({
      controller: z
        .string()
        .max(253)
        .regex(
          /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/[A-Za-z0-9/._~%!$&'()*+,;=:-]+$/,
          "a controller's name is a domain, a slash and a path, such as gateway.envoyproxy.io/gatewayclass-controller",
        )
        .meta({
          description: "The controller that serves the gateway, by the name that its documentation gives.",
          examples: ["gateway.envoyproxy.io/gatewayclass-controller"],
        }),
      issuer: z
        .string()
        .max(253)
        .regex(
          /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
          "an issuer's name has lower-case letters, digits, hyphens and dots",
        )
        .optional()
        .meta({
          description:
            "The cert-manager ClusterIssuer that certificates of hosts come from, by DNS-01, because the gateway takes no routes of tenants by HTTP; customers bring their own certificates when absent.",
          examples: ["letsencrypt"],
        }),
    })
    .optional()
    .describe("The way in for the hosts of tenants; without it no host can be ordered."),
  volumes: z
    .strictObject({
      provisioner: z
        .string()
        .min(1)
        .max(253)
        .meta({ description: "The driver that makes volumes.", examples: ["ebs.csi.aws.com"] }),
      parameters: z
        .record(z.string().min(1).max(253), z.string().max(1000))
        .default({})
        .meta({ description: "What the driver is told.", examples: [{ type: "gp3", encrypted: "true" }] }),
    })
    .optional()
    .describe("How volumes are made; without it neither apps with volumes nor databases can be ordered."),
  databases: z
    .strictObject({
      operator: z
        .string()
        .regex(
          /^system:serviceaccount:[a-z0-9-]{1,63}:[a-z0-9.-]{1,253}$/,
          "an account looks like system:serviceaccount:cnpg-system:cnpg-manager",
        )
        .default("system:serviceaccount:cnpg-system:cnpg-manager")
        .describe("The account that the CloudNativePG operator has."),
      operatorVersion: minorVersion
        .optional()
        .describe("The operator's version, without the patch; `tenantry outdated` asks for it."),
      snapshotClass: z
        .string()
        .min(1)
        .max(253)
        .optional()
        .describe("The VolumeSnapshotClass of backups; tiers with scheduled backups need it."),
    })
    .optional()
    .describe("Set where the CloudNativePG operator runs; without it no database can be ordered."),
  registries: z
    .array(imagePrefix)
    .max(50)
    .default([])
    .describe("Beginnings of images that every tenant of the cell may run."),
  hosts: z
    .array(hostedTier)
    .min(1)
    .max(100)
    .refine((tiers) => new Set(tiers).size === tiers.length, "a version of a tier stands there once")
    .optional()
    .meta({
      description:
        "Versions of tiers whose tenants share one thing of the service's here, such as one application: the cell's stack holds it, and `tenantry cell up` brings it. No tenant of such a tier lands in a cell that does not host its version.",
      examples: [["saas/shared@1"]],
    }),
  headroomPercent: z
    .int()
    .min(0)
    .max(90)
    .default(10)
    .describe("How much of the capacity new tenants leave free, for those who are there to grow."),
});

/** A place with finite capacity where tenants land: an account and region, or a shared cluster. */
export const cellSchema = z.discriminatedUnion("target", [awsCell, kubernetesCell]);

/** A place with finite capacity where tenants land: an account and region, or a shared cluster. */
export type Cell = z.infer<typeof cellSchema>;

/** A cell that is an AWS account and region. */
export type AwsCell = Extract<Cell, { target: "aws" }>;

/** A cell that is a Kubernetes cluster. */
export type KubernetesCell = Extract<Cell, { target: "kubernetes" }>;

/** The targets that cells can have. */
export type Target = Cell["target"];
