const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it has to stand in HTML or XML, in content as in attributes. What cannot be seen is not its affair: see `visible`. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references[character] ?? character);
}

/** Markup that is ready, so that it is neither escaped again nor taken for text. */
export interface Markup {
  readonly markup: string;
}

/** What an element holds: text, which is escaped, and markup, which is not. */
export type Content = string | number | Markup | readonly Content[];

/** An element of HTML or XML. An attribute that is undefined or false is left out; true stands for one without a value. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
  ...content: readonly Content[]
): Markup {
  return { markup: `${opening(name, attributes)}>${render(content)}</${name}>` };
}

/** An element that can hold nothing, such as `<meta>`. */
export function emptyElement(name: string, attributes: Readonly<Record<string, string | number>>): Markup {
  return { markup: `${opening(name, attributes)}>` };
}

/** Content as markup. */
export function render(content: Content): string {
  if (typeof content === "string") return escapeMarkup(content);
  if (typeof content === "number") return String(content);
  return "markup" in content ? content.markup : content.map(render).join("");
}

function opening(name: string, attributes: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined || value === false) return "";
    return value === true ? ` ${key}` : ` ${key}="${escapeMarkup(String(value))}"`;
  });
  return `<${name}${written.join("")}`;
}
