import { nameRules, type NameRule } from "../core/names/nameRules.ts";

const joined: Readonly<Record<NameRule["join"], string>> = {
  "double-hyphen": "`--`",
  "single-hyphen": "`-0-`",
  slash: "`/`",
};

/** The reference of computed names, as Markdown. */
export function namesReference(): string {
  const rows = Object.values<NameRule>(nameRules).map(({ subject, maximumLength, prefix, join, shortens, source }) => {
    const begins = prefix === "" ? "" : `\`${prefix}\``;
    return `| ${subject} | ${String(maximumLength)} | ${joined[join]} | ${begins} | ${shortens ? "yes" : "no"} | ${source} |`;
  });
  return `# Computed names

What a tenant's resources are called is decided in one module, \`core/names/\`, from the tenant's id and the names in its manifest.
Equal manifests give equal names, on every machine.

- **Distinct identifiers give distinct names.** Identifiers have single hyphens only, so what joins them can be told from their own:
  \`a-b\` with \`c\` is \`a-b--c\`, and \`a\` with \`b-c\` is \`a--b-c\`. Where a target forbids two hyphens in a row, the word \`0\` stands
  between them, and an identifier's own word \`0\` is written \`000\`.
- **No computed name is too long.** One that would be keeps its beginning and ends in a mark that no other name has (\`---\`, \`-00-\`
  after single hyphens, \`--\` after slashes) and 60 bits of a SHA-256, as in \`northwind--acme---k2v7q…\`. The same is done for endings
  that a target keeps for itself. Where a target keeps a beginning, \`x---\` comes before it.
- **Some names must stay whole**, because people type them or selectors look for them. One that is too long is refused (TEN209) with the
  name, its length, the limit and what it is joined from.
- **Names that meet all the same are refused** (TEN209) before anything is applied, with both places.

| name of | longest | joined by | begins with | shortened | the target's rule |
| ------- | ------- | --------- | ----------- | --------- | ----------------- |
${rows.join("\n")}
`;
}
