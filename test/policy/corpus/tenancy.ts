import { clean, faults } from "./awsStack.ts";
import { cell } from "./cellStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { infrastructure, infrastructureTenant } from "./infrastructureStack.ts";
import { platform, platformTenant } from "./platformStack.ts";
import { infrastructureFaults } from "./tenancyInfrastructure.ts";
import { platformFaults, suspendedFaults } from "./tenancyPlatform.ts";

/** The stack of a tenant whom the estate does not have: nothing that was sold can be looked at. */
const unknown: CorpusCase = {
  what: "a tenant whom nobody knows",
  stack: { name: "acme", resources: platform },
  expected: ["tenancy/known-tenant tenantry-acme"],
};

/** A tenant who is suspended, and whose stack is as before. */
const suspended: CorpusCase = {
  what: "a suspended tenant who goes on",
  stack: { name: "acme", resources: platform, tenant: { ...platformTenant, state: "suspended" } },
  expected: suspendedFaults,
};

/** A tenant whose tier sells an account of its own, in one that all share. */
const sharing: CorpusCase = {
  what: "an account that was sold as one's own",
  stack: {
    name: "acme",
    resources: infrastructure,
    tenant: {
      ...infrastructureTenant,
      subscriptions: infrastructureTenant.subscriptions.map((one) => ({ ...one, isolation: "silo" as const })),
    },
  },
  expected: ["tenancy/own-account web"],
};

const bare = faults(cell, [
  [
    "a cell that goes with a line",
    (resources) => resources.map((one) => ({ ...one, protect: false })),
    "tenancy/cell-protected gateway",
    "tenancy/cell-protected tenantry-cell",
  ],
]);

/** What is a tenant's, and what it has bought. */
export const tenancyCases: readonly CorpusCase[] = [
  ...[clean("infrastructure as it was bought", infrastructure), ...infrastructureFaults].map((one) => ({
    ...one,
    stack: { ...one.stack, tenant: infrastructureTenant },
  })),
  ...platformFaults.map((one) => ({ ...one, stack: { ...one.stack, tenant: platformTenant } })),
  ...bare.map((one) => ({ ...one, stack: { ...one.stack, name: "cell-eu-shared-1" } })),
  unknown,
  suspended,
  sharing,
];
