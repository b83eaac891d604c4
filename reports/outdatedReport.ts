import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { Exposure, OutdatedDocument } from "../core/results/outdated.ts";
import { formatTable } from "./table.ts";

/** The end of `outdated`: a row a version that a tenant should leave, then each thing to do once, with how many it is for. */
export function formatOutdated({ exposures, supported, within }: Omit<OutdatedDocument, "verb">): string {
  const inOrder = `${counted(supported, "more version")} ${supported === 1 ? "is" : "are"} supported for longer than ${counted(within, "day")}.`;
  if (exposures.length === 0) return `Nothing is outdated. ${inOrder}`;
  const rows = exposures.map((exposure) => [
    `${exposure.tenant}/${exposure.subscription}`,
    visible(exposure.part),
    `${exposure.product} ${exposure.version ?? "not stated"}${exposure.pinned ? " (pinned)" : ""}`,
    exposure.state,
    whenItEnds(exposure),
  ]);
  const table = formatTable(["SUBSCRIPTION", "PART", "VERSION", "STATE", "SUPPORTED"], rows);
  const todo = Map.groupBy(exposures, ({ advice, command }) =>
    [advice, ...(command === undefined ? [] : [`  ${command}`])].join("\n"),
  );
  const steps = [...todo].map(([step, all]) => `${[...new Set(all.map(({ tenant }) => tenant))].join(", ")}: ${step}`);
  return [table, "What to do:", steps.join("\n"), inOrder].join("\n\n");
}

function whenItEnds({ state, lastDay, daysLeft, extendedUntil }: Exposure): string {
  if (lastDay === undefined || daysLeft === undefined) return state === "unknown" ? "not known" : "no end is set";
  const days = daysLeft < 0 ? `${counted(-daysLeft, "day")} ago` : `${counted(daysLeft, "day")} left`;
  const extended = extendedUntil === undefined ? "" : `; at a charge until ${extendedUntil}`;
  return `until ${lastDay}, ${days}${extended}`;
}
