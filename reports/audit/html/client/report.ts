import { outcomeLetters, type ReportData, type TenantData } from "../reportData.ts";
import { required } from "./dom.ts";

/** How something ended. */
export type Outcome = keyof typeof outcomeLetters;

/** The first is what a reader has to see first. */
export const outcomes = Object.keys(outcomeLetters) as readonly Outcome[];

/** The report's data, as the document holds it. */
export const report = JSON.parse(required("report-data").textContent) as ReportData;

const byLetter = new Map(outcomes.map((outcome) => [outcomeLetters[outcome] as string, outcome]));

/** The outcome at a place of a text of letters. */
export function outcomeAt(letters: string | undefined, index: number): Outcome {
  return byLetter.get(letters?.charAt(index) ?? "") ?? "notApplicable";
}

/** One of the texts that are said once. */
export function text(index: number): string {
  return report.texts[index] ?? "";
}

/** Type and name of a resource. */
export function resourceOf(tenant: TenantData, index: number): { readonly type: string; readonly name: string } {
  const [type = -1, name = -1] = tenant.resources[index] ?? [];
  return { type: text(type), name: text(name) };
}

/** What one rule says of one resource. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly property: string;
  readonly message: string;
  /** Index of the waiver; -1 when there is none. */
  readonly waiver: number;
}

const said = { property: "", message: "", waiver: -1 };

/** What a rule says of a tenant's resources, what is wrong first. */
export function verdictsOf(tenant: TenantData, rule: number): (Verdict & { readonly resource: number })[] {
  const result = tenant.results.find((one) => one.rule === rule);
  if (result === undefined) return [];
  const failed = (result.failed ?? []).map(([resource, property, message, waiver]) => ({
    resource,
    outcome: waiver === -1 ? ("failed" as const) : ("waived" as const),
    property: property === -1 ? "" : text(property),
    message: text(message),
    waiver,
  }));
  return [
    ...failed.filter(({ outcome }) => outcome === "failed"),
    ...failed.filter(({ outcome }) => outcome === "waived"),
    ...(result.unknown ?? []).map((resource) => ({ ...said, resource, outcome: "unknown" as const })),
    ...result.passed.map((resource) => ({ ...said, resource, outcome: "passed" as const })),
  ];
}

/** Sorted by outcome; what is equal stays in its order. */
export function byOutcome<Row extends { readonly outcome: Outcome }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));
}
