/** What a page of HTML says, in one line. References stay as they are written. */
export function textOfPage(html: string): string {
  return html
    .replace(/<style>[^]*<\/style>/, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
