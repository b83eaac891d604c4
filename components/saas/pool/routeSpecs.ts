import { gatewayApi } from "../../paas/routes/listeners.ts";
import { poolListeners } from "./names.ts";
import type { PoolRoutesPlan, PoolTenantPlan } from "./plan.ts";

const { group } = gatewayApi;

/** The header in which the application finds whose a request is. Only routes write it. */
export const tenantHeader = "X-Tenantry-Tenant";

/** The header in which the application finds what the gateway has taken from the beginning of a path. */
const prefixHeader = "X-Forwarded-Prefix";

/** The route from the hosts of a tenant's own to the pool's application. */
export function ownRoute({ pool, objectName, routes }: PoolTenantPlan) {
  const { hosts } = routes;
  return {
    parentRefs: hosts.map((sectionName) => ({ group, kind: "ListenerSet", name: objectName, sectionName })),
    hostnames: hosts,
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        filters: [inNameOf(objectName, [])],
        backendRefs: [backendOf(pool)],
      },
    ],
  };
}

/**
 * The route from a tenant's paths at the host that the pool's tenants share. A prefix matches whole parts of a path, so that of `acme` is
 * not that of `acme-two` (Gateway API v1.6, HTTPPathMatch).
 */
export function sharedRoute({ pool, objectName }: PoolTenantPlan, shared: NonNullable<PoolRoutesPlan["shared"]>) {
  const prefix = `/${shared.path}`;
  return {
    parentRefs: [{ group, kind: "ListenerSet", name: poolListeners, sectionName: shared.host }],
    hostnames: [shared.host],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: prefix } }],
        filters: [
          inNameOf(objectName, [{ name: prefixHeader, value: prefix }]),
          { type: "URLRewrite", urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } } },
        ],
        backendRefs: [backendOf(pool)],
      },
    ],
  };
}

/**
 * Says whose a request is. What is set takes the place of whatever a client sent under that name, also where it sent it several times
 * (Gateway API v1.6, HTTPHeaderFilter); what is not set is taken away.
 */
function inNameOf(tenant: string, more: readonly { readonly name: string; readonly value: string }[]) {
  const isSet = more.some(({ name }) => name === prefixHeader);
  return {
    type: "RequestHeaderModifier",
    requestHeaderModifier: {
      set: [{ name: tenantHeader, value: tenant }, ...more],
      ...(!isSet && { remove: [prefixHeader] }),
    },
  };
}

function backendOf({ service, port }: PoolTenantPlan["pool"]) {
  return { group: "", kind: "Service", name: service, port, weight: 1 };
}
