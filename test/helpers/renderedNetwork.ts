import { serviceKinds } from "../../components/registry.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { loadEstate } from "../../core/estate/loadEstate.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { renderTenant } from "../../fleet/engine/render.ts";
import { estateFiles } from "./estateFiles.ts";
import type { Namespace, NetworkPolicy } from "./networkPolicies.ts";

/** What decides traffic between the environments of tenants. */
export interface RenderedNetwork {
  readonly policies: readonly NetworkPolicy[];
  /** Those of the tenants; the cluster has more. */
  readonly namespaces: readonly Namespace[];
}

/** What decides traffic in an estate: that of all its tenants, whichever cell they are in, as in one cluster. */
export async function networkOf(texts: Readonly<Record<string, string>>): Promise<RenderedNetwork> {
  const { estate, diagnostics } = loadEstate(estateFiles(texts), "estate", serviceKinds);
  if (estate === undefined) throw new Error(diagnostics.map((found) => formatDiagnostic(found)).join("\n"));
  return networkOfTenants(estate.tenants.map(({ resolved }) => resolved));
}

/** What decides traffic between tenants, as their programs make it. */
export async function networkOfTenants(tenants: readonly ResolvedTenant[]): Promise<RenderedNetwork> {
  const ofCluster = tenants.filter(({ subscriptions }) =>
    subscriptions.some(({ cell }) => cell.target === "kubernetes"),
  );
  const policies: NetworkPolicy[] = [];
  const namespaces: Namespace[] = [];
  for (const tenant of ofCluster) {
    for (const { type, inputs } of await renderTenant(tenant)) {
      if (type === "kubernetes:networking.k8s.io/v1:NetworkPolicy") policies.push(inputs as unknown as NetworkPolicy);
      if (type === "kubernetes:core/v1:Namespace") namespaces.push(inputs["metadata"] as Namespace);
    }
  }
  return { policies, namespaces: namespaces.map(({ name, labels }) => ({ name, labels })) };
}
