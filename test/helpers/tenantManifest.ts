/** The manifest of a tenant that has one subscription. */
export function tenantManifest(id: string, subscription: object, state: "active" | "suspended" = "active"): string {
  const contacts = { technical: `ops@${id}.example`, billing: `ap@${id}.example`, security: `sec@${id}.example` };
  return JSON.stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: { state, contract: { start: "2026-11-01", contacts }, subscriptions: [subscription] },
  });
}
