import type { Totals } from "../../../core/results/evidence.ts";
import { type Content, element, type Markup } from "../../html/markup.ts";
import { type Outcome, outcomes, outcomeWords } from "../posture.ts";
import { outcomeSigns } from "./reportData.ts";

/** An outcome as sign and word. */
export function badge(outcome: Outcome, count?: number): Markup {
  const word = count === undefined ? outcomeWords[outcome] : `${String(count)} ${outcomeWords[outcome]}`;
  return element(
    "span",
    { class: `badge ${outcome}` },
    element("span", { "aria-hidden": "true" }, outcomeSigns[outcome]),
    ` ${word}`,
  );
}

/** The outcome that a reader has to see first, and how often it is there. */
export function worstBadge(totals: Totals): Markup {
  const worst = outcomes.find((outcome) => totals[outcome] > 0) ?? "notApplicable";
  return badge(worst, totals[worst]);
}

/** The heading of columns for {@link countCells}. */
export const countHeading: readonly string[] = outcomes.map((outcome) => outcomeWords[outcome]);

/** A cell for each outcome. */
export function countCells(totals: Totals): Markup[] {
  return outcomes.map((outcome) => {
    const count = totals[outcome];
    return element("td", { class: count === 0 ? "count zero" : `count ${outcome}` }, count);
  });
}

/** A bar that shows how the counts share the whole; what it shows stands beside it in numbers. */
export function bar(totals: Totals): Markup {
  const whole = outcomes.reduce((sum, outcome) => sum + totals[outcome], 0);
  let from = 0;
  const parts = outcomes.map((outcome) => {
    const width = whole === 0 ? 0 : (100 * totals[outcome]) / whole;
    const part = element("rect", { class: outcome, x: from.toFixed(2), y: 0, width: width.toFixed(2), height: 4 });
    from += width;
    return width === 0 ? [] : part;
  });
  return element(
    "svg",
    { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    parts,
  );
}

/** Facts by their names; short ones stand closer together. */
export function facts(
  all: readonly (readonly [name: string, value: Content])[],
  size: "long" | "short" = "long",
): Markup {
  const entries = all.map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value)));
  return element("dl", { class: size === "short" ? "facts short" : "facts" }, entries);
}
