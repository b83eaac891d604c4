import { z } from "zod";

import { apiVersion, cellId, currencyCode, partName, regionName } from "./fields.ts";
import { cidrBlock } from "../network/cidrBlock.ts";

const accountId = z
  .string()
  .regex(/^\d{12}$/, "an account id is twelve digits in quotes")
  .describe("The AWS account that the cell is; a run that reaches another account stops.");

const awsCell = z.strictObject({
  id: cellId,
  target: z.literal("aws"),
  region: regionName,
  accountId,
  zones: z
    .array(z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/, "a zone looks like eu-central-1a"))
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
    .describe("The role to assume in the account; the ambient credentials are used as they are when absent."),
});

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
});

const targetMode = z
  .enum(["sandbox", "real"])
  .describe("sandbox simulates the target on this machine; real uses the provider that Pulumi downloads.");

/** The estate: who the provider is, where tenants land, and where state is kept. */
export const estateSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Estate"),
  metadata: z.strictObject({
    name: partName
      .refine((name) => !/^(?:xn$|sthree-|amzn-s3-demo)/.test(name), "S3 reserves names that begin so; choose another")
      .describe("A short name of the provider; part of names that must be unique in the world."),
    displayName: z.string().min(1).max(100).describe("The provider's name, for people."),
  }),
  spec: z.strictObject({
    currency: currencyCode.describe("The currency of the catalogue's prices."),
    regions: z.array(regionName).min(1).describe("The regions in which the provider sells."),
    backend: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^(?:file|s3|gs|azblob|postgres|https):\/\//,
            "a backend URL starts with file://, s3://, gs://, azblob://, postgres:// or https://",
          )
          .describe("Where Pulumi keeps state; a file path is relative to the estate."),
      })
      .default({ url: "file://.tenantry/state" }),
    secrets: z
      .strictObject({
        provider: z
          .string()
          .regex(
            /^(?:passphrase|default|(?:awskms|azurekeyvault|gcpkms|hashivault):\/\/.+)$/,
            "a secrets provider is passphrase, default, or a URL such as awskms://alias/tenantry",
          )
          .describe("How Pulumi encrypts secrets in state."),
      })
      .default({ provider: "passphrase" }),
    targets: z.strictObject({ aws: targetMode, kubernetes: targetMode }).describe("What each target is."),
    cells: z
      .array(z.discriminatedUnion("target", [awsCell, kubernetesCell]))
      .min(1)
      .describe("Where tenants land."),
  }),
});

/** The estate file after the first pass. */
export type EstateManifest = z.infer<typeof estateSchema>;

/** A place with finite capacity where tenants land: an account and region, or a shared cluster. */
export type Cell = EstateManifest["spec"]["cells"][number];

/** A cell that is an AWS account and region. */
export type AwsCell = Extract<Cell, { target: "aws" }>;

/** A cell that is a Kubernetes cluster. */
export type KubernetesCell = Extract<Cell, { target: "kubernetes" }>;

/** The targets that cells can have. */
export type Target = Cell["target"];
