import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { Estate, Sourced } from "../estate/estate.ts";
import type { Incident, IncidentsManifest } from "../schema/incidents.ts";

/** Incidents that stand twice, end before they begin, or affect what the estate does not have. */
export function checkIncidents({ manifest, document }: Sourced<IncidentsManifest>, estate: Estate): Diagnostic[] {
  const known = namesOf(estate);
  const first = new Map<string, string>();
  return manifest.spec.incidents.flatMap((incident, index) => {
    const base = ["spec", "incidents", index];
    const earlier = first.get(incident.id);
    if (earlier === undefined) first.set(incident.id, formatPlace(document.positions.value([...base, "id"])));
    const twice = problem(
      ["id"],
      `The incident ${incident.id} is declared at ${earlier ?? ""} already.`,
      "Give one of them another id.",
    );
    return [...(earlier === undefined ? [] : [twice]), ...checkTimes(incident), ...checkAffected(incident, known)].map(
      (found) => locate(found, base, document.positions),
    );
  });
}

function problem(path: LocalProblem["path"], message: string, fix: string): LocalProblem {
  return { code: "TEN261", path, message, fix };
}

function checkTimes({ from, to, response }: Incident): LocalProblem[] {
  const isBefore = (a: string | undefined, b: string): a is string => a !== undefined && Date.parse(a) < Date.parse(b);
  return [
    ...(to !== undefined && Date.parse(to) <= Date.parse(from)
      ? [problem(["to"], `It is over at ${to}, and begins at ${from}.`, "Let it end later; compare the offsets, too.")]
      : []),
    ...(response !== undefined && isBefore(response.answered, response.reported)
      ? [
          problem(
            ["response", "answered"],
            `It was answered at ${response.answered}, before it was reported at ${response.reported}.`,
            "Correct one of them; compare the offsets, too.",
          ),
        ]
      : []),
  ];
}

type Affected = keyof Incident["affects"];

const words: Readonly<Record<Affected, string>> = {
  tenants: "tenant",
  subscriptions: "subscription",
  cells: "cell",
  services: "service with a subscription",
};

function checkAffected({ affects }: Incident, known: Readonly<Record<Affected, ReadonlySet<string>>>): LocalProblem[] {
  return (Object.keys(words) as Affected[]).flatMap((key) =>
    (affects[key] ?? []).flatMap((name, index) => {
      if (known[key].has(name)) return [];
      const fix =
        didYouMean(name, [...known[key]]) ?? "Correct it; what has left since stays in the estate as offboarded.";
      return [problem(["affects", key, index], `The estate has no ${words[key]} "${name}".`, fix)];
    }),
  );
}

function namesOf({ manifest, tenants }: Estate): Record<Affected, ReadonlySet<string>> {
  const all = tenants.map(({ resolved }) => resolved);
  return {
    tenants: new Set(all.map(({ id }) => id)),
    subscriptions: new Set(all.flatMap(({ id, subscriptions }) => subscriptions.map(({ name }) => `${id}/${name}`))),
    cells: new Set(manifest.spec.cells.map(({ id }) => id)),
    services: new Set(all.flatMap(({ subscriptions }) => subscriptions.map(({ service }) => service))),
  };
}
