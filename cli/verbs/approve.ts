import { existsSync, readdirSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stringify } from "yaml";

import { plusDays } from "../../core/calendarDays.ts";
import { approvalName } from "../../core/plans/approvalName.ts";
import { apiVersion } from "../../core/schema/fields.ts";
import type { ApprovalManifest } from "../../core/schema/approval.ts";
import { replaceFile } from "../../fleet/files.ts";
import { digestsOf, keptPlans, readPlan } from "../../fleet/plans/planDirectory.ts";
import { stateDirectoryOf } from "../../fleet/stateDirectory.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { judgeChange, openValidEstate } from "../openValidEstate.ts";
import type { ApproveOptions } from "../plansVerbs.ts";

/** `approve`: writes down that somebody agrees to exactly the steps of a plan. */
export async function approve(given: string, options: ApproveOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "approve", context);
  const place = placeOf(given, directory, context);
  const plan = readPlan(place);
  if (plan === undefined) throw new UserError(`${given} holds no plan, or one that is not as it was made.`);
  if (plan.estate !== estate.manifest.metadata.name) {
    throw new UserError(`The plan is of the estate "${plan.estate}", and this is "${estate.manifest.metadata.name}".`);
  }
  const steps = digestsOf(plan);
  if (Object.keys(steps).length === 0) throw new UserError(`The plan in ${given} does nothing: no approval is needed.`);
  const approval: ApprovalManifest = {
    apiVersion,
    kind: "Approval",
    metadata: { plan: plan.digest },
    spec: {
      stacks: steps,
      approver: options.by,
      reason: options.reason,
      granted: context.today,
      expires: plusDays(context.today, options.days),
    },
  };
  const name = `approvals/${approvalName(plan.digest)}.yaml`;
  const text = stringify(approval, { lineWidth: 0 });
  judgeChange({ name, text }, "approval", options, "approve", context);
  await mkdir(join(directory, "approvals"), { recursive: true });
  await replaceFile(join(directory, name), text);
  if (plan.causes.length === 0) context.note("The plan needs no approval; it has one now.");
  const { stacks, expires } = approval.spec;
  const document = { verb: "approve", file: name, plan: plan.digest, stacks: Object.keys(stacks), expires };
  context.print(
    options.json
      ? JSON.stringify(document, null, 2)
      : `${join(options.estate, name)} approves exactly this plan for ${Object.keys(stacks).join(", ")}, until ${expires}.`,
  );
  return exitCodes.done;
}

/** A plan's directory as it is given, or the kept one whose digest begins so. */
function placeOf(given: string, directory: string, context: Context): string {
  const place = resolve(context.workingDirectory, given);
  if (existsSync(place) || !/^[0-9a-f]{6,64}$/.test(given)) return place;
  const kept = keptPlans(stateDirectoryOf(directory));
  const names = existsSync(kept) ? readdirSync(kept) : [];
  const found = names.filter((name) => name.startsWith(given) || given.startsWith(name));
  const [name] = found;
  if (name === undefined || found.length > 1) {
    const known = names.filter((one) => !one.startsWith(".")).join(", ") || "none";
    throw new UserError(
      `${found.length > 1 ? "Several plans are" : "No plan is"} kept whose digest begins with ${given}. Kept: ${known}.`,
    );
  }
  return join(kept, name);
}
