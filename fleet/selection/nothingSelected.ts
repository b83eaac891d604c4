import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { EstateTenant } from "../../core/estate/estate.ts";
import { listed } from "./problemOfIds.ts";
import type { Criterion } from "./selectors.ts";

/** Why nothing is selected and what could be, for people. */
export function nothingSelected(tenants: readonly EstateTenant[], criteria: readonly Criterion[]): string {
  const dead = unmatched(tenants, criteria);
  const alone = criteria.map((criterion) => ({ criterion, count: countOf(tenants, criterion) }));
  const none = alone.filter(({ count }) => count === 0).map(({ criterion }) => criterion);
  if (none.length > 0) {
    const lists = none.map(({ option, plural, shownOf }) => {
      const values = new Set(tenants.flatMap(shownOf));
      return visible(`${plural}${option === "" ? "" : " that tenants have"}: ${listed([...values].toSorted())}.`);
    });
    return ["No tenant is selected.", ...dead, ...new Set(lists)].join("\n");
  }
  const told = alone.map(
    ({ criterion, count }) => `${wordsOf(criterion)} (${String(count)} ${count === 1 ? "tenant" : "tenants"})`,
  );
  return visible(`No tenant is selected: none is ${told.join(" and ")} at once.`);
}

/** The values that no tenant has, each with the nearest that one has. */
export function unmatched(tenants: readonly EstateTenant[], criteria: readonly Criterion[]): string[] {
  return criteria.flatMap(({ option, values, fits, valuesOf }) =>
    values
      .filter((value) => !tenants.some((tenant) => fits(tenant, value)))
      .map((value) => {
        const candidates = [...new Set(tenants.flatMap(valuesOf))];
        return visible(`${`${option} ${value}`.trim()} fits no tenant. ${didYouMean(value, candidates) ?? ""}`.trim());
      }),
  );
}

function countOf(tenants: readonly EstateTenant[], { values, fits }: Criterion): number {
  return tenants.filter((tenant) => values.some((value) => fits(tenant, value))).length;
}

function wordsOf({ option, values }: Criterion): string {
  return values.map((value) => `${option} ${value}`.trim()).join(" or ");
}
