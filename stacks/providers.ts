import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

import type { AwsCell, Cell, KubernetesCell } from "../core/schema/cell.ts";
import { requirePrepared } from "./preparedCell.ts";
import { valueOf } from "./valueOf.ts";

/** What the program needs to know of the place it runs in. */
export interface ProgramSettings {
  /** The estate's directory; relative kubeconfig paths start there. Absent where nothing is read. */
  readonly resolvePath: (path: string) => string;
  /** Whether parts with data are protected against deletion, as they are but for when the tenant goes. Default: true. */
  readonly protect?: boolean;
}

/**
 * The provider of a cell, after the target behind it has been asked who it is. Every resource is created after this, so a
 * run that would reach another account or cluster than the estate's stops before it touches anything.
 *
 * @throws pulumi.RunError when the target is not the cell.
 */
export async function providerOf(cell: Cell, settings: ProgramSettings): Promise<pulumi.ProviderResource> {
  return cell.target === "aws" ? awsProvider(cell) : kubernetesProvider(cell, settings);
}

/**
 * The provider of a cell for a tenant's stack: as {@link providerOf}, and a cluster has to be prepared. For a tenant that goes it need
 * not be, whatever has happened to the cluster's policies meanwhile.
 *
 * @throws pulumi.RunError when the target is not the cell, or is not prepared as it.
 */
export async function tenantProviderOf(cell: Cell, settings: ProgramSettings): Promise<pulumi.ProviderResource> {
  const provider = await providerOf(cell, settings);
  if (cell.target === "kubernetes" && (settings.protect ?? true)) await requirePrepared(cell, provider);
  return provider;
}

async function awsProvider(cell: AwsCell): Promise<AwsProvider> {
  const provider = new AwsProvider(cell.id, {
    // The generated type is a union of literals that lags behind AWS; the estate's schema has checked the form.
    region: cell.region as "eu-central-1",
    allowedAccountIds: [cell.accountId],
    ...(cell.assumeRoleArn !== undefined && { assumeRoles: [{ roleArn: cell.assumeRoleArn }] }),
  });
  const { accountId } = await getCallerIdentity({}, { provider });
  if (accountId !== cell.accountId) throw wrongTarget(cell, `account ${accountId}`, `account ${cell.accountId}`);
  return provider;
}

async function kubernetesProvider(cell: KubernetesCell, settings: ProgramSettings): Promise<KubernetesProvider> {
  const provider = new KubernetesProvider(cell.id, {
    context: cell.context,
    enableServerSideApply: true,
    // A record of a tenant is changed in place: one that was made anew would be gone for a moment, as those of tenants are that have left.
    ...(cell.hosts !== undefined && { enableConfigMapMutable: true }),
    ...(cell.kubeconfig !== undefined && { kubeconfig: settings.resolvePath(cell.kubeconfig) }),
  });
  const system = Namespace.get(`${cell.id}-kube-system`, "kube-system", { provider });
  const uid = await valueOf(system.metadata.uid);
  if (uid !== cell.clusterUid) throw wrongTarget(cell, `the cluster ${uid}`, `the cluster ${cell.clusterUid}`);
  return provider;
}

function wrongTarget(cell: Cell, reached: string, expected: string): pulumi.RunError {
  return new pulumi.RunError(
    `The cell "${cell.id}" is ${expected} in the estate, and this run reaches ${reached}. Nothing was touched. ` +
      `Correct the credentials or kubeconfig of this run, or the cell in estate.yaml.`,
  );
}
