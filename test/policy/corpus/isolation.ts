import { clean } from "./awsStack.ts";
import { boundFaults } from "./bounds.ts";
import { cellFaults } from "./cells.ts";
import { cell } from "./cellStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { platform, platformTenant } from "./platformStack.ts";
import { podFaults } from "./pods.ts";
import { roleFaults } from "./roles.ts";
import { wayFaults } from "./waysInAndOut.ts";

const ofTenant = [
  clean("an environment with apps, a host and a database", platform),
  ...podFaults,
  ...roleFaults,
  ...wayFaults,
  ...boundFaults,
];
const ofCell = [clean("what the tenants of a cell share", cell), ...cellFaults];

/** What keeps the tenants of one cell apart. */
export const isolationCases: readonly CorpusCase[] = [
  ...ofTenant.map((one) => ({ ...one, stack: { ...one.stack, tenant: platformTenant } })),
  ...ofCell.map((one) => ({ ...one, stack: { ...one.stack, name: "cell-eu-shared-1" } })),
];
