import { visible } from "../core/diagnostics/visible.ts";

/**
 * How long a comment may be in bytes of UTF-8. GitHub takes comments of up to 65,536 characters and GitLab notes of 1,000,000 (GitLab
 * documentation, "Application limits"); what a bot adds around it needs some room.
 */
export const commentBytes = 60_000;

/** A text's length in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Names and messages of any length are cut; they are whole where the comment comes from. */
export function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** The first of many as code, with the number of those that are left out. */
export function listed(all: readonly string[], most: number): string {
  const told = all.slice(0, most).map(code).join(", ");
  return all.length > most ? `${told} and ${String(all.length - most)} more` : told;
}

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
