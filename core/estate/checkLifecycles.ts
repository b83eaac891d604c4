import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import { locate } from "../documents/localProblem.ts";
import type { Lifecycle, LifecyclesManifest } from "../schema/lifecycles.ts";
import type { Sourced } from "./estate.ts";

/** Versions that stand twice, in whichever files, and lives whose days are not in order. */
export function checkLifecycles(sources: readonly Sourced<LifecyclesManifest>[]): Diagnostic[] {
  const first = new Map<string, string>();
  return sources.flatMap(({ manifest, document }) =>
    manifest.spec.versions.flatMap((life, index) => {
      const base = ["spec", "versions", index];
      const id = `${life.product} ${life.version}`;
      const earlier = first.get(id);
      if (earlier === undefined) first.set(id, formatPlace(document.positions.value([...base, "version"])));
      const twice = {
        code: "TEN260",
        path: ["version"],
        message: `${id} is declared at ${earlier ?? ""} already.`,
        fix: "Keep the one that its source confirms.",
      } as const;
      return [...(earlier === undefined ? [] : [twice]), ...outOfOrder(life, id)].map((problem) =>
        locate(problem, base, document.positions),
      );
    }),
  );
}

function outOfOrder({ released, endOfSupport, endOfExtendedSupport }: Lifecycle, id: string) {
  const fix = "Correct the days by the source.";
  return [
    ...(endOfSupport < released
      ? [
          {
            code: "TEN260" as const,
            path: ["endOfSupport"],
            message: `The support of ${id} ends on ${endOfSupport}, before its release on ${released}.`,
            fix,
          },
        ]
      : []),
    ...(endOfExtendedSupport !== undefined && endOfExtendedSupport < endOfSupport
      ? [
          {
            code: "TEN260" as const,
            path: ["endOfExtendedSupport"],
            message: `The extended support of ${id} ends on ${endOfExtendedSupport}, before its support on ${endOfSupport}.`,
            fix,
          },
        ]
      : []),
  ];
}
