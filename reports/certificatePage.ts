import { counted } from "../core/counted.ts";
import type { Certificate } from "../core/results/certificate.ts";
import { code } from "./markdown.ts";

/** A certificate of deletion as a page of Markdown. Every name and text in it stands as code, whatever is in it. */
export function certificatePage(certificate: Certificate): string {
  const { tenant, provider, terms, had, deleted, kept, proof, trail } = certificate;
  const offered =
    terms.export === null ? "nothing is written of it" : `${terms.export.status} since ${terms.export.since}`;
  const lines = [
    `# Certificate of deletion: ${code(tenant.displayName)}`,
    "",
    `${code(provider.displayName)} certifies that all that the tenant ${code(tenant.id)} had in its systems is deleted, but for what is ` +
      "named below.",
    "",
    "| | |",
    "| - | - |",
    `| End asked for | ${terms.requested} |`,
    `| Data kept until | ${terms.retainUntil} |`,
    `| Export of the data | ${offered} |`,
    `| Deletion approved | ${terms.approved.on}, by ${code(terms.approved.by)} |`,
    `| Deleted | from ${deleted.from} to ${deleted.to} |`,
    `| Proven | ${proof.at} |`,
    `| Tenantry | ${code(certificate.code)} |`,
    ...(typeof trail?.head !== "string"
      ? []
      : [`| Audit trail | entries: ${String(trail.entries)}; the last one: ${code(trail.head)} |`]),
    `| Digest | ${code(certificate.digest)} |`,
    "",
    "## What it had",
    "",
    ...(had.objects.length === 0
      ? ["Nothing."]
      : [
          "| Type | Number |",
          "| - | -: |",
          ...Object.entries(had.counts)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([type, count]) => `| ${code(type)} | ${String(count)} |`),
          "",
          "| Type | Name | Cell | Digest |",
          "| - | - | - | - |",
          ...had.objects.map(
            ({ type, name, cell, digest }) => `| ${code(type)} | ${code(name)} | ${code(cell)} | ${code(digest)} |`,
          ),
        ]),
    "",
    "## What is still there",
    "",
    ...(kept.length === 0
      ? ["Nothing."]
      : [
          "| Type | Name | Id | Cell | Until | Why |",
          "| - | - | - | - | - | - |",
          ...kept.map(
            ({ type, name, id, cell, until, why }) =>
              `| ${code(type)} | ${code(name)} | ${code(id)} | ${code(cell)} | ${until} | ${code(why)} |`,
          ),
        ]),
    "",
    "## How that is known",
    "",
    `Read at ${proof.at}, after the deletion:`,
    "",
    ...proof.reads.map(({ what, found }) => `- ${code(what)}: ${counted(found, "object")}`),
    ...(proof.unlisted.length === 0 ? [] : ["", "Of this it says nothing:", ""]),
    ...proof.unlisted.map((sentence) => `- ${code(sentence)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
