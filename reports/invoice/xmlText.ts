import { visible } from "../../core/diagnostics/visible.ts";

/**
 * Text from outside as XML 1.0 can hold it, where a reader can see all of it; the XML's own marks are escaped by who writes it. Two
 * characters that no document may have (U+FFFE and U+FFFF) become the one for what is unknown.
 */
export function xmlText(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .trim();
}
