import type { Incident } from "../../core/schema/incidents.ts";
import { measureMonth, type SlaTerms } from "../../core/service/measure.ts";
import { baseEstate } from "./baseEstate.ts";
import { baseTexts } from "./estateFiles.ts";

const base = baseTexts();

/** A file of the tests' own estate with one piece of text replaced, which must be there. */
export function replaced(file: string, from: string, to: string, text = base[file] ?? ""): Record<string, string> {
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}

/** acme since long, on a tier that gives 10 % back below 99.9 %, and 25.5 % below 99 %; its price is 490 EUR. */
export const withCredits: Readonly<Record<string, string>> = {
  ...replaced("tenants/acme.yaml", "start: 2026-12-01", "start: 2020-01-01"),
  ...replaced(
    "catalogue/iaas/standard@1.yaml",
    "sla: { availability: 99.9,",
    "sla: { credits: [{ below: 99.9, percent: 10 }, { below: 99, percent: 25.5 }], availability: 99.9,",
  ),
};

/** Measures acme's months; by default November 2026, from a day after its end. */
export function measureAcme(
  incidents: readonly Partial<Incident>[],
  terms: Partial<SlaTerms> = {},
  texts: Readonly<Record<string, string>> = withCredits,
) {
  const estate = baseEstate({ "catalogue.lock": undefined, ...texts });
  const all = incidents.map((incident, index): Incident => ({
    ...{ id: `inc-${String(index + 1)}`, affects: { tenants: ["acme"] }, impact: "full" },
    from: "2026-11-10T10:00:00Z",
    ...incident,
  }));
  const acme = estate.tenants.filter(({ resolved }) => resolved.id === "acme");
  return measureMonth(estate, acme, all, { month: "2026-11", now: "2026-12-02T00:00:00Z", ...terms });
}

/** The month of acme's one subscription; see {@link measureAcme}. */
export function monthOf(...given: Parameters<typeof measureAcme>) {
  const subscription = measureAcme(...given).tenants[0]?.subscriptions[0];
  if (subscription === undefined) throw new Error("acme was not measured");
  return subscription;
}
