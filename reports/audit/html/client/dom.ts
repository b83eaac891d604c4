/** What an element holds. Text never becomes markup. */
export type Child = Node | string | number;

/** An element with attributes and content. */
export function h(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "number" ? String(child) : child)));
  return made;
}

/** The element with this id, which the document has. @throws Error when it has not, which is a mistake of ours. */
export function required(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`there is no #${id}`);
  return found;
}

/** A link within the report. */
export function link(address: string, ...children: readonly Child[]): HTMLElement {
  return h("a", { href: `#${address}` }, ...children);
}

/** A name, which cannot reorder the text around it. */
export function bdi(text: string): HTMLElement {
  return h("bdi", {}, text);
}
