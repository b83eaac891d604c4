import { addressOf, outcomeSigns } from "../reportData.ts";
import { bdi, type Child, h, link } from "./dom.ts";
import { type Outcome, outcomes, report, type Verdict } from "./report.ts";

/** How many rows of a long table are drawn at once. */
const rowsAtOnce = 200;

/** An outcome as sign and word. */
export function badge(outcome: Outcome, count?: number): HTMLElement {
  const word = outcome === "notApplicable" ? "not applicable" : outcome;
  const sign = h("span", { "aria-hidden": "true" }, outcomeSigns[outcome]);
  return h("span", { class: `badge ${outcome}` }, sign, ` ${count === undefined ? "" : `${String(count)} `}${word}`);
}

/** How often each outcome is among them, as badges, those that there are none of left out. */
export function badges(all: readonly Outcome[]): HTMLElement {
  const counts = outcomes.map((outcome) => ({ outcome, count: all.filter((one) => one === outcome).length }));
  const present = counts.filter(({ count }) => count > 0);
  return h("p", { class: "badges" }, ...present.flatMap(({ outcome, count }) => [badge(outcome, count), " "]));
}

/** Facts by their names. */
export function facts(...all: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  return h(
    "dl",
    { class: "facts" },
    ...all.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** A table with a caption. The first cell of a row is its heading. A long one is drawn in steps, with a button for the next. */
export function table(caption: string, heading: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement {
  const body = h("tbody", {});
  const drawn = h(
    "table",
    {},
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heading.map((name) => h("th", { scope: "col" }, name)))),
    body,
  );
  const box = h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption }, drawn);
  const more = h("button", { type: "button" });
  const draw = (): void => {
    const from = body.childElementCount;
    body.append(...rows.slice(from, from + rowsAtOnce).map(rowOf));
    const left = rows.length - body.childElementCount;
    more.textContent = `Show ${String(Math.min(left, rowsAtOnce))} more of ${String(left)}`;
    if (left > 0) return;
    // Whoever pressed the button goes on at the first of the new rows.
    if (document.activeElement === more) box.focus();
    more.remove();
  };
  const all = h("div", {}, box, ...(rows.length > rowsAtOnce ? [more] : []));
  more.addEventListener("click", draw);
  draw();
  return rows.length === 0 ? h("p", { class: "none" }, `${caption}: none.`) : all;
}

function rowOf(cells: readonly Child[]): HTMLElement {
  return h(
    "tr",
    {},
    ...cells.map((cell, index) => (index === 0 ? h("th", { scope: "row" }, cell) : h("td", {}, cell))),
  );
}

/** What a rule is about: why it matters, what to do, and which controls it is evidence for. */
export function ruleFacts(index: number): HTMLElement {
  const rule = report.rules[index];
  if (rule === undefined) return h("p", {}, "There is no such rule.");
  const controls = rule.controls.map(([framework, control]) => {
    const of = report.frameworks[framework];
    const one = of?.controls[control];
    if (of === undefined || one === undefined) return h("li", {});
    return h("li", {}, link(addressOf.control(of.id, one.id), `${of.title} ${one.id}`), `: ${one.title}`);
  });
  return facts(
    ["Severity", rule.severity],
    ["Why it matters", rule.rationale],
    ["What to do", rule.remediation],
    ["Evidence for", controls.length === 0 ? "no control of a framework" : h("ul", {}, ...controls)],
  );
}

/** What is said of one verdict: the message, and by which waiver it is waived. */
export function remark({ message, waiver }: Verdict): HTMLElement {
  const found = report.waivers[waiver];
  if (found === undefined) return h("span", {}, message);
  return h(
    "span",
    {},
    `${message} Waived until ${found.expires} by `,
    bdi(found.approver),
    ": ",
    bdi(found.reason),
    " (",
    link(addressOf.waiver(waiver), "waiver"),
    ")",
  );
}
