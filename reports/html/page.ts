import { createHash } from "node:crypto";

import { element, emptyElement, type Markup, render } from "./markup.ts";

/** What a page consists of. Style and scripts are ours and stand in it as they are. */
export interface Page {
  /** As text. */
  readonly title: string;
  readonly style: string;
  /** Runs before anything is shown. */
  readonly earlyScript?: string;
  /** Runs when the page is there. */
  readonly script?: string;
  readonly body: readonly Markup[];
}

/**
 * A whole HTML file that a person reads: it needs no network and may not use any. The policy in its head allows the style and the
 * scripts that are in it, by digest, and nothing else, so that a name that became markup after all could neither run nor load anything.
 */
export function htmlPage({ title, style, earlyScript, script, body }: Page): string {
  const scripts = [earlyScript, script].filter((text) => text !== undefined);
  const policy = [
    "default-src 'none'",
    ...(scripts.length === 0 ? [] : [`script-src ${scripts.map(digestOf).join(" ")}`]),
    `style-src ${digestOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const scriptOf = (text: string | undefined): Markup[] =>
    text === undefined ? [] : [element("script", {}, raw(text))];
  const head = element(
    "head",
    {},
    emptyElement("meta", { charset: "utf-8" }),
    emptyElement("meta", { "http-equiv": "Content-Security-Policy", content: policy.join("; ") }),
    emptyElement("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    emptyElement("meta", { name: "color-scheme", content: "light dark" }),
    emptyElement("meta", { name: "referrer", content: "no-referrer" }),
    // Without it a browser would ask a server for one.
    emptyElement("link", { rel: "icon", href: "data:," }),
    element("title", {}, title),
    element("style", {}, raw(style)),
    ...scriptOf(earlyScript),
  );
  const whole = element("html", { lang: "en" }, head, "\n", element("body", {}, body, ...scriptOf(script)));
  return `<!doctype html>\n${render(whole)}\n`;
}

/** Text of ours that has to stand in an element as it is. */
export function raw(markup: string): Markup {
  return { markup };
}

function digestOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
