/** A small tenant of infrastructure beside acme, so that it shows whether a change of one leaves another alone. */
export const umbrella = `apiVersion: tenantry.dev/v1
kind: Tenant
metadata: { id: umbrella, displayName: Umbrella SE }
spec:
  contract:
    start: 2026-12-01
    contacts: { technical: ops@umbrella.example, billing: ap@umbrella.example, security: security@umbrella.example }
  ring: general
  subscriptions:
    - name: web
      service: iaas
      tier: starter@1
      spec: { network: { cidr: 10.40.32.0/20 }, buckets: [assets] }
`;
