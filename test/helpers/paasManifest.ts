/** What a tenant of the platform orders. */
export interface PaasOrder {
  readonly tier: string;
  readonly spec: object;
  readonly state?: "active" | "suspended";
}

/** The manifest of a tenant that has one subscription of the platform, `apps`, in the example's cluster. */
export function paasManifest(id: string, { tier, spec, state = "active" }: PaasOrder): string {
  const contacts = { technical: `ops@${id}.example`, billing: `ap@${id}.example`, security: `sec@${id}.example` };
  return JSON.stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: {
      state,
      contract: { start: "2026-11-01", contacts },
      subscriptions: [{ name: "apps", service: "paas", tier, cell: "eu-shared-1", spec }],
    },
  });
}
