/** A node of a flowchart. */
export interface FlowNode {
  /** Letters, digits and underscores, unique in the chart. */
  readonly id: string;
  readonly label: string;
  readonly shape?: "box" | "store" | "round";
}

/** A frame around nodes and other frames; one that holds nothing is left out. */
export interface FlowFrame {
  readonly id: string;
  readonly label: string;
  readonly parts: readonly (FlowNode | FlowFrame)[];
}

/** An arrow between two nodes or frames by their ids. */
export interface FlowArrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

const brackets = { box: ["[", "]"], store: ["[(", ")]"], round: ["((", "))"] } as const;

/** A flowchart in Mermaid's language, in a fence that code hosts draw. Arrows to or from what is not there are left out. */
export function flowchart(parts: readonly (FlowNode | FlowFrame)[], arrows: readonly FlowArrow[]): string {
  const ids = new Set(parts.flatMap(idsOf));
  const drawn = arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const lines = drawn.map(
    ({ from, to, label }) => `  ${from} -->${label === undefined ? "" : `|${quote(label)}|`} ${to}`,
  );
  return ["```mermaid", "flowchart TB", ...parts.flatMap((part) => draw(part, "  ")), ...lines, "```"].join("\n");
}

function isFrame(part: FlowNode | FlowFrame): part is FlowFrame {
  return "parts" in part;
}

function idsOf(part: FlowNode | FlowFrame): string[] {
  if (!isFrame(part)) return [part.id];
  const inner = part.parts.flatMap(idsOf);
  return inner.length === 0 ? [] : [part.id, ...inner];
}

function draw(part: FlowNode | FlowFrame, indent: string): string[] {
  if (isFrame(part)) {
    if (idsOf(part).length === 0) return [];
    const inner = part.parts.flatMap((inside) => draw(inside, `${indent}  `));
    return [`${indent}subgraph ${part.id}[${quote(part.label)}]`, ...inner, `${indent}end`];
  }
  const [open, close] = brackets[part.shape ?? "box"];
  return [`${indent}${part.id}${open}${quote(part.label)}${close}`];
}

/** Text as Mermaid takes it in labels; its quotes and markup are written as character codes. */
function quote(text: string): string {
  return `"${text.replace(/["<>#;&]/g, (character) => `#${String(character.charCodeAt(0))};`)}"`;
}
