/** Units as invoices write them, by what UN/ECE Recommendation 20 calls them. */
const codes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    month: "MON",
    day: "DAY",
    hour: "HUR",
    minute: "MIN",
    second: "SEC",
    year: "ANN",
    gib: "E62",
    tib: "E61",
    mib: "E63",
    gb: "E34",
    tb: "E35",
    piece: "H87",
  }),
);

/**
 * The code of a unit in UN/ECE Recommendation 20, from which EN 16931 (BT-130) takes it; C62, which is "one", for what has none, such as
 * requests or messages: what is counted then stands in the item's name.
 */
export function unitCode(unit: string): string {
  const name = unit.toLowerCase();
  return codes.get(name) ?? codes.get(name.replace(/s$/, "")) ?? "C62";
}
