import type { PartContext } from "../../components/shared/partContext.ts";

/** What parts of infrastructure bundles are planned with in unit tests: a shared account with three zones, two of them in use. */
export function partContext(changes: Partial<PartContext> = {}): PartContext {
  return {
    estateName: "northwind",
    owner: ["acme", "web"],
    cell: {
      id: "eu-central-1-main",
      target: "aws",
      region: "eu-central-1",
      accountId: "000000000000",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      supernet: "10.40.0.0/13",
      limits: {
        vpcs: 5,
        elasticIps: 5,
        buckets: 10_000,
        onDemandVcpus: 64,
        loadBalancers: 50,
        databases: 40,
        fileSystems: 1000,
        backupVaults: 300,
      },
    },
    isolation: "bridge",
    state: "active",
    maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
    contacts: { technical: "ops@acme.example", billing: "ap@acme.example", security: "security@acme.example" },
    residency: { jurisdiction: "EU", regions: ["eu-central-1", "eu-west-1"] },
    zones: ["a", "b"],
    ...changes,
  };
}
