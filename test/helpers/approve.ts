import type { TenantRunResult } from "../../core/results/tenantRun.ts";
import type { TestEstate } from "./cli.ts";
import { runResults } from "./runResults.ts";

/** The name of the plan that a stopped run tells how to approve; fails when it tells none. */
export function planToApprove(result: TenantRunResult | undefined): string {
  const name = /tenantry approve ([0-9a-f]{16}) --by/.exec(result?.errors.join("\n") ?? "")?.[1];
  if (name === undefined) throw new Error(`no plan to approve is named: ${JSON.stringify(result)}`);
  return name;
}

/** Applies a tenant of which something needs an approval: it is stopped, approved as it says, and applied. */
export async function upApproved(estate: TestEstate, tenant: string): Promise<TenantRunResult | undefined> {
  const up = async (): Promise<TenantRunResult | undefined> =>
    runResults(await estate.tenantry(["up", tenant, "--json"]))[0];
  const stopped = await up();
  if (stopped?.result !== "needs-approval") throw new Error(`it was not stopped: ${JSON.stringify(stopped)}`);
  const by = ["--by", "ops@northwind.example", "--reason", "Agreed with the customer."];
  const approved = await estate.command(["approve", planToApprove(stopped), ...by]);
  if (approved.code !== 0) throw new Error(approved.stderr);
  return up();
}
