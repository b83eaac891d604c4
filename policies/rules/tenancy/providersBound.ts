import type { Cell } from "../../../core/schema/cell.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";

/** A stack reaches the accounts and clusters that the tenant has been placed in, and nothing else. */
export const providersBound: Rule = {
  id: "tenancy/providers-bound",
  title: "Providers reach the tenant's cells alone",
  severity: "critical",
  rationale:
    "A provider that takes whatever credentials there are makes a tenant's resources in another customer's account, or another cluster, when somebody runs it with the wrong ones.",
  remediation:
    "Create providers by the cell: on AWS with its region and its account as the only one of allowedAccountIds, on Kubernetes with its context.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: ["pulumi:providers:*"],
  looksAt: "tenant",
  check({ type, inputs }, { tenant }) {
    const cells = tenant?.subscriptions.map(({ cell }) => cell) ?? [];
    switch (type) {
      case "pulumi:providers:aws":
        return judge(inputs, cells, "aws", ["allowedAccountIds", "region"]);
      case "pulumi:providers:kubernetes":
        return judge(inputs, cells, "kubernetes", ["context"]);
      default:
        return [{ message: "The provider should be of AWS or Kubernetes." }];
    }
  },
};

function judge(
  inputs: unknown,
  cells: readonly Cell[],
  target: Cell["target"],
  properties: readonly string[],
): Violation[] {
  const ofTarget = cells.filter((cell) => cell.target === target);
  return properties
    .filter((property) => !ofTarget.some((cell) => isOf(cell, property, valueAt(inputs, property))))
    .map((property) => ({ property, message: `${property} should be that of a cell of the tenant's.` }));
}

function isOf(cell: Cell, property: string, value: unknown): boolean {
  if (property === "region") return value === cell.region;
  if (cell.target === "kubernetes") return value === cell.context;
  // Lists in a provider's configuration are JSON texts.
  const ids = typeof value === "string" ? value : JSON.stringify(value);
  return ids === JSON.stringify([cell.accountId]);
}
