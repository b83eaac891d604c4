import { kindOf, type RunningVersion, type ServiceKinds } from "../kinds/serviceKind.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { KubernetesCell } from "../schema/cell.ts";
import type { Product } from "../schema/lifecycles.ts";

/** As {@link RunningVersion}; of a version that nobody has stated nothing is known. */
export type SubscribedVersion = Omit<RunningVersion, "version"> & { readonly version: string | undefined };

/** The versions that a subscription runs: those of its own parts, and those of its cluster. */
export function versionsOf(subscription: ResolvedSubscription, kinds: ServiceKinds): readonly SubscribedVersion[] {
  const { service, cell, bundle } = subscription;
  const own = kindOf(kinds, service)?.runsVersions(bundle) ?? [];
  return cell.target === "kubernetes" ? [...own, ...versionsOfCluster(cell, own)] : own;
}

function versionsOfCluster(cell: KubernetesCell, own: readonly RunningVersion[]): SubscribedVersion[] {
  const part = `cell ${cell.id}`;
  const stated = (
    product: Product,
    version: string | undefined,
    field: string,
    upgrade: string,
  ): SubscribedVersion => ({
    product,
    version,
    part,
    upgrade: {
      choices: [],
      advice:
        version === undefined
          ? `Say in the cell's ${field} which version runs.`
          : `${upgrade}, and say so in the cell's ${field}.`,
    },
  });
  const usesOperator = own.some(({ product }) => product === "postgresql");
  return [
    stated("kubernetes", cell.kubernetesVersion, "kubernetesVersion", "Upgrade the cluster"),
    ...(usesOperator
      ? [stated("cloudnative-pg", cell.databases?.operatorVersion, "databases.operatorVersion", "Upgrade the operator")]
      : []),
  ];
}
