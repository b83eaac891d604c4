import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { OffboardingRow, OffboardingsDocument } from "../core/results/offboarding.ts";
import { formatTable } from "./table.ts";

/** The end of `offboardings`: a row a tenant that leaves, then the stacks whose manifests are gone. */
export function formatOffboardings({ offboardings, withoutManifest }: Omit<OffboardingsDocument, "verb">): string {
  const rows = offboardings.map((row) => {
    const { tenant, stage, offboarding, daysLeft } = row;
    return [
      tenant,
      stage,
      offboarding?.requested ?? "-",
      offboarding?.retainUntil ?? "not agreed on",
      daysLeft === null ? "-" : String(daysLeft),
      offboarding?.export?.status ?? "-",
      noteOf(row),
    ];
  });
  const heading = ["TENANT", "STAGE", "SINCE", "DATA UNTIL", "DAYS LEFT", "EXPORT", "NOTE"];
  const table = rows.length === 0 ? "No tenant leaves." : formatTable(heading, rows);
  const stacks = withoutManifest.map(
    ({ stack, resources }) =>
      `${visible(stack)}: its manifest is gone, and ${counted(resources, "resource")} of it are in its state. What it has runs on: put the manifest back, and offboard it.`,
  );
  return [table, stacks.join("\n")].filter((part) => part !== "").join("\n\n");
}

function noteOf({ stage, tenant, offboarding, kept }: OffboardingRow): string {
  const hold = offboarding?.legalHold;
  if (hold !== undefined) return visible(`held by ${hold.by} since ${hold.since}: ${hold.reason}`);
  switch (stage) {
    case "stopping":
      return `tenantry up ${tenant}`;
    case "due":
    case "purging":
      return `tenantry purge ${tenant}`;
    case "purged":
      return kept.length === 0
        ? "delete its manifest"
        : kept.map(({ name, until }) => visible(`${name} until ${until}`)).join(", ");
    default:
      return offboarding === null ? `tenantry offboard ${tenant}` : "";
  }
}
