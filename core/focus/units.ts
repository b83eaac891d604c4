/** Units that the attribute Unit Format names, by what documents call them, in lower case and singular. */
const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    month: "Months",
    day: "Days",
    hour: "Hours",
    minute: "Minutes",
    second: "Seconds",
    year: "Years",
    one: "Units",
    million: "1000000 Units",
    request: "Requests",
    b: "B",
    kb: "KB",
    mb: "MB",
    gb: "GB",
    tb: "TB",
    kib: "KiB",
    mib: "MiB",
    gib: "GiB",
    tib: "TiB",
    vcpu: "Cores",
    memorygib: "GiB",
    storagegib: "GiB",
    gibmonth: "GiB-Months",
    gibhour: "GiB-Hours",
    gbmonth: "GB-Months",
    gbhour: "GB-Hours",
    vcpuhour: "Core-Hours",
  }),
);

/**
 * A unit as FOCUS writes units (Attributes: Unit Format): names of its list where it has the unit, and otherwise the unit's own name with
 * a capital, as count-based units may have.
 */
export function focusUnit(unit: string): string {
  const key = unit.toLowerCase().replaceAll(/[-_ ]/g, "");
  const known = units.get(key) ?? units.get(key.replace(/s$/, ""));
  return known ?? unit.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
