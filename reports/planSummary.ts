import { counted } from "../core/counted.ts";
import type { GuardCause, PlanFile, PlannedTenant } from "../core/results/plan.ts";
import type { PlannedStep } from "../core/results/steps.ts";
import { moneyLines } from "./moneyMarkdown.ts";
import { bytesOf, code, commentBytes, listed, short } from "./markdown.ts";

/** The first line of the comment, by which it is found again and updated instead of being made anew. */
export const summaryMarker = "<!-- tenantry:plan -->";

/** How much of a list is shown. */
const shown = { tenants: 20, steps: 30, causes: 30 } as const;

const signs: Readonly<Record<PlannedStep["op"], string>> = { create: "+", update: "~", replace: "±", delete: "-" };

/**
 * The plan as one comment on a pull or merge request: what needs an approval first, then what changes, the same for many tenants told
 * once. What does not fit is counted, and the plan's own file has it.
 *
 * @param approve the command that approves exactly this plan.
 */
export function planSummary(plan: PlanFile, approve: string, limit = commentBytes): string {
  const changed = plan.tenants.filter(({ steps }) => steps.length > 0);
  const failed = plan.tenants.filter(({ errors }) => errors.length > 0);
  const rest = plan.tenants.length - changed.length - failed.length;
  const heading = [
    summaryMarker,
    `### Tenantry: ${String(changed.length)} of ${counted(plan.tenants.length, "tenant")} would change`,
  ];
  const blocks = [
    ...(failed.length > 0 ? [failures(failed)] : []),
    ...(plan.causes.length > 0 ? [approval(plan.causes, approve)] : []),
    ...groupsOf(changed).map(group),
    ...moneyOf(plan.tenants.filter(({ steps }) => steps.length === 0)),
    ...(rest > 0 ? [`${counted(rest, "tenant")} would stay as ${rest === 1 ? "it is" : "they are"}.`] : []),
  ];
  const footer = `Plan ${code(plan.digest.slice(0, 16))}, made ${plan.made}. Whole: ${code("plan.json")} in the plan's directory. ${code(`tenantry apply`)} does exactly this or nothing.`;
  return fit(heading.join("\n\n"), blocks, footer, limit);
}

/** As many of the blocks as fit, in their order, with the number of those that do not. */
function fit(heading: string, blocks: readonly string[], footer: string, limit: number): string {
  const left = (count: number): string =>
    `**${String(count)} more ${count === 1 ? "part does" : "parts do"} not fit in here.**`;
  let used = bytesOf(heading) + bytesOf(footer) + bytesOf(left(blocks.length)) + 8;
  const kept: string[] = [];
  for (const block of blocks) {
    used += bytesOf(block) + 2;
    if (used > limit) break;
    kept.push(block);
  }
  const missing = blocks.length - kept.length;
  return `${[heading, ...kept, ...(missing > 0 ? [left(missing)] : []), footer].join("\n\n")}\n`;
}

function failures(failed: readonly PlannedTenant[]): string {
  const rows = failed
    .slice(0, shown.causes)
    .map(({ tenant, errors }) => `- ${code(tenant)}: ${code(short(errors[0] ?? ""))}`);
  return [
    `**${counted(failed.length, "tenant")} could not be planned**`,
    [...rows, ...more(failed.length, shown.causes)].join("\n"),
  ].join("\n\n");
}

function approval(causes: readonly GuardCause[], approve: string): string {
  const byMessage = [...Map.groupBy(causes, ({ message }) => message)];
  const rows = byMessage.slice(0, shown.causes).map(([message, same]) => {
    const stacks = same.flatMap(({ stack }) => stack ?? []);
    return `- ${code(short(message))}${stacks.length > 0 ? ` ${listed(stacks, shown.tenants)}` : ""}`;
  });
  return [
    "**This needs an approval before it can be applied**",
    [...rows, ...more(byMessage.length, shown.causes)].join("\n"),
    // Four spaces make it code, whatever is in it; the command is made for a shell and has no line end.
    `    ${approve}`,
  ].join("\n\n");
}

/** Tenants whose steps are the same but for names that are the tenant's own, those that are most of them first. */
function groupsOf(changed: readonly PlannedTenant[]): PlannedTenant[][] {
  const keyOf = ({ steps }: PlannedTenant): string =>
    JSON.stringify(
      steps
        .map(({ op, type, name, paths, causes, unprotects }) =>
          JSON.stringify([op, type, name, paths, causes, unprotects]),
        )
        .toSorted(),
    );
  const groups = [...Map.groupBy(changed, keyOf).values()];
  return groups.toSorted((a, b) => gravity(b) - gravity(a) || b.length - a.length);
}

function gravity([tenant]: readonly PlannedTenant[]): number {
  const worst: Readonly<Record<PlannedStep["op"], number>> = { create: 0, update: 1, delete: 2, replace: 3 };
  return Math.max(
    0,
    ...(tenant?.steps ?? []).map(
      ({ op, stateful, unprotects }) => worst[op] * (stateful ? 3 : 1) + unprotects.length * 3,
    ),
  );
}

function group(tenants: readonly PlannedTenant[]): string {
  const steps = tenants[0]?.steps ?? [];
  const ids = tenants.map(({ tenant }) => tenant);
  const counts = (["create", "update", "replace", "delete"] as const).flatMap((op) => {
    const found = steps.filter((step) => step.op === op).length;
    return found > 0 ? [`${signs[op]}${String(found)}`] : [];
  });
  const rows = steps.slice(0, shown.steps).map(({ op, type, name, paths, causes, unprotects }) => {
    const told = [
      paths.length > 0 ? code(short(paths.join(", "))) : "",
      causes.length > 0 ? `replaced because of ${code(short(causes.join(", ")))}` : "",
      unprotects.length > 0 ? `loses its protection: ${code(short(unprotects.join(", ")))}` : "",
    ];
    return `| ${signs[op]} ${op} | ${code(short(type))} ${code(short(name))} | ${told.filter((part) => part !== "").join("; ")} |`;
  });
  return [
    `**${counted(tenants.length, "tenant")}** (${counts.join(" ")} each): ${listed(ids, shown.tenants)}`,
    ["| | Resource | Properties |", "| --- | --- | --- |", ...rows].join("\n"),
    ...more(steps.length, shown.steps),
    ...moneyOf(tenants),
  ].join("\n\n");
}

/** What becomes other in what months of the tenants bring and take; nothing where nothing does, or no rates are known. */
function moneyOf(tenants: readonly PlannedTenant[]): string[] {
  const lines = moneyLines(
    tenants.flatMap(({ tenant, money }) => (money === undefined ? [] : [[tenant, money] as const])),
  );
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function more(length: number, most: number): string[] {
  return length > most ? [`And ${String(length - most)} more.`] : [];
}
