import { isAlias, isMap, isScalar, visit, type Document, type Node, type Scalar, type YAMLMap } from "yaml";

import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { show } from "./checkShape.ts";
import { isExact } from "./quickValue.ts";

/** A problem at an offset of a text. */
export interface TextProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly fix: string;
  readonly offset: number;
}

/**
 * What a sound YAML document has that no manifest takes, in the order of the text: keys that stand twice; directives, anchors, aliases, merge keys
 * and tags make it mean something else than it shows, keys that are no text and numbers that cannot be kept would change unseen.
 */
export function refusedFeatures(document: Document.Parsed, text: string): TextProblem[] {
  const found: TextProblem[] = [];
  const add = (code: DiagnosticCode, node: Pick<Node, "range">, message: string, fix: string): void => {
    found.push({ code, message, fix, offset: node.range?.[0] ?? 0 });
  };
  const refuse = (node: Pick<Node, "range">, what: string, fix = "Write the value out."): void => {
    add("TEN007", node, `${what} is not taken in a manifest.`, fix);
  };
  const directive = /^%.*/m.exec(text.slice(0, document.contents?.range[0] ?? text.length));
  if (directive !== null) {
    refuse({ range: [directive.index, 0, 0] }, `The directive ${show(directive[0])}`, "Remove it.");
  }
  visit(document, {
    Alias: (_key, node) => {
      refuse(node, `The alias *${node.source}`);
    },
    Node: (_key, node) => {
      if (isMap(node))
        repeatedKeys(node).forEach((key) => {
          add("TEN004", key, "This key stands in the mapping already.", "Keep one of the two.");
        });
      const properties = { range: [propertiesOffset(node, text), 0, 0] } satisfies Pick<Node, "range">;
      if ("anchor" in node && node.anchor) refuse(properties, `The anchor &${node.anchor}`);
      // A tag is there only where one is written.
      if (node.tag !== undefined) refuse(properties, `The tag ${node.tag.replace("tag:yaml.org,2002:", "!!")}`);
      if (isScalar(node) && typeof node.value === "number" && !isExact(node.value)) {
        const given = node.source ?? String(node.value);
        if (/^[-+]?\.(?:inf|nan)$/i.test(given))
          refuse(node, `The number ${given}`, "Give a number that can be counted.");
        else {
          const message = `The number ${given} is too large to be kept exactly.`;
          add("TEN013", node, message, "Put it in quotes if it is a name; else give a smaller one.");
        }
      }
    },
    Pair: (_key, { key }) => {
      if (isAlias(key)) return;
      const node = key as Node;
      if (!isScalar(key)) refuse(node, "A key that is a list or a mapping", "Give a name as the key.");
      else if (key.value === "<<" && key.type === "PLAIN") refuse(key, "The merge key <<");
      else if (key.value === "__proto__") add("TEN100", key, 'The key "__proto__" is not known here.', "Remove it.");
      else if (typeof key.value !== "string") {
        refuse(key, `The key ${show(key.value)}, which is no text,`, `Put it in quotes: "${String(key.value)}".`);
      }
    },
  });
  return found.toSorted((a, b) => a.offset - b.offset);
}

/** Where a node's anchor and tag begin, which its own range leaves out. Looked for close before it, to stay cheap. */
function propertiesOffset({ range }: Node, text: string): number {
  const start = range?.[0] ?? 0;
  const before = text.slice(Math.max(0, start - 200), start);
  const found = /(?<=^|[\s[{,])[!&]\S*(?:\s+[!&]\S*)?\s*$/.exec(before);
  return found === null ? start : start - (before.length - found.index);
}

function repeatedKeys({ items }: YAMLMap): Scalar[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const repeated = seen.has(key.value);
    seen.add(key.value);
    return repeated ? [key] : [];
  });
}
