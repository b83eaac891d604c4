import { visible } from "../core/diagnostics/visible.ts";

/**
 * A text as code in a line of Markdown, whatever is in it: hosts make no links, mentions, references or markup of code. Nothing in it
 * breaks a line or a table's cell.
 */
export function code(text: string): string {
  // A bar ends a cell even in code; GitHub and GitLab take it for one when it has a backslash before it, in tables alone.
  const shown = visible(text).replaceAll("|", "¦") || " ";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = shown.startsWith("`") || shown.endsWith("`") || longest > 0 ? " " : "";
  return `${fence}${room}${shown}${room}${fence}`;
}
