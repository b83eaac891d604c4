import { visible } from "../../core/diagnostics/visible.ts";
import { type Content, element, type Markup } from "./markup.ts";

/** Text from outside, which can be seen whole and cannot reorder the text around it. */
export function name(text: string): Markup {
  return element("bdi", {}, visible(text));
}

/** A link within the page. */
export function link(address: string, ...content: readonly Content[]): Markup {
  return element("a", { href: `#${address}` }, content);
}

/** What there is, by its names; what is null is left out. Text is of outside. */
export function definitions(entries: readonly (readonly [string, string | null])[]): Markup {
  const there = entries.flatMap(([term, value]) =>
    value === null ? [] : [element("dt", {}, term), element("dd", {}, name(value))],
  );
  return element("dl", {}, ...there);
}

/**
 * A table with caption, in a box that scrolls by itself when the window is narrow. Cells may be elements of their own, and so may those of
 * the heading.
 */
export function table(
  caption: string,
  heading: readonly (string | Markup)[],
  rows: Content,
  attributes: { readonly body?: string; readonly class?: string } = {},
): Markup {
  return element(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": caption },
    element(
      "table",
      { class: attributes.class },
      element("caption", {}, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heading.map((column) => (typeof column === "string" ? element("th", { scope: "col" }, column) : column)),
        ),
      ),
      element("tbody", { id: attributes.body }, rows),
    ),
  );
}

/** A row whose first cell is its heading. */
export function row(first: Content, ...others: readonly Content[]): Markup {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, first),
    others.map((cell) => element("td", {}, cell)),
  );
}

/** A part of the document that the navigation leads to. */
export function section(id: string, title: string, ...content: readonly Content[]): Markup {
  const heading = element("h2", { id: `${id}-title`, tabindex: -1 }, title);
  return element("section", { id, "aria-labelledby": `${id}-title` }, heading, content);
}
