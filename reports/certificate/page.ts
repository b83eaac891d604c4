import { counted } from "../../core/counted.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { Certificate } from "../../core/results/certificate.ts";
import { element, type Content, type Markup } from "../html/markup.ts";
import { htmlPage } from "../html/page.ts";
import { paperStyle } from "../html/paperStyle.ts";
import { definitions, name, row, table } from "../html/parts.ts";

/** A certificate of deletion as one HTML file to read, to print and to file: without scripts, and it may load nothing. */
export function certificatePage(certificate: Certificate): string {
  const { tenant, provider } = certificate;
  const title = "Certificate of deletion";
  const certified = element(
    "p",
    {},
    name(provider.displayName),
    ` certifies that all that the tenant `,
    name(tenant.id),
    " had in its systems is deleted, but for what is named below.",
  );
  const main = element(
    "main",
    {},
    element("h1", {}, `${title}: `, name(tenant.displayName)),
    certified,
    facts(certificate),
    ...had(certificate),
    ...kept(certificate),
    ...proof(certificate),
  );
  const digest =
    "Made by Tenantry. The digest is that of the certificate's JSON file, which says the same to machines.";
  const footer = element("footer", {}, element("p", {}, digest));
  return htmlPage({
    title: `${title} – ${visible(tenant.displayName)}`,
    style: paperStyle,
    body: [main, footer],
  });
}

function facts({ terms, deleted, proof: { at }, code, trail, digest }: Certificate): Markup {
  const offered =
    terms.export === null ? "nothing is written of it" : `${terms.export.status} since ${terms.export.since}`;
  const head = typeof trail?.head === "string" ? trail : null;
  return definitions([
    ["End asked for", terms.requested],
    ["Data kept until", terms.retainUntil],
    ["Export of the data", offered],
    ["Deletion approved", `${terms.approved.on}, by ${terms.approved.by}`],
    ["Deleted", `from ${deleted.from} to ${deleted.to}`],
    ["Proven", at],
    ["Tenantry", code],
    ["Audit trail", head === null ? null : `entries: ${String(head.entries)}; the last one: ${String(head.head)}`],
    ["Digest", digest],
  ]);
}

const nothing = element("p", {}, "Nothing.");

function had({ had: { objects, counts } }: Certificate): Content[] {
  const heading = element("h2", {}, "What it had");
  if (objects.length === 0) return [heading, nothing];
  const numbers = element("th", { scope: "col", class: "number" }, "Number");
  const byType = Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    heading,
    table(
      "By type",
      ["Type", numbers],
      byType.map(([type, count]) =>
        element("tr", {}, element("th", { scope: "row" }, name(type)), element("td", { class: "number" }, count)),
      ),
    ),
    table(
      "Each",
      ["Name", "Type", "Cell", "Digest"],
      objects.map((object) => row(name(object.name), name(object.type), name(object.cell), name(object.digest))),
    ),
  ];
}

function kept({ kept: all }: Certificate): Content[] {
  const heading = element("h2", {}, "What is still there");
  if (all.length === 0) return [heading, nothing];
  const rows = all.map(({ name: called, type, id, cell, until, why }) =>
    row(name(called), name(type), name(id), name(cell), until, name(why)),
  );
  return [heading, table("Until a day", ["Name", "Type", "Id", "Cell", "Until", "Why"], rows)];
}

function proof({ proof: { at, reads, unlisted } }: Certificate): Content[] {
  const list = (items: readonly Content[]): Markup =>
    element(
      "ul",
      {},
      items.map((item) => element("li", {}, item)),
    );
  return [
    element("h2", {}, "How that is known"),
    element("p", {}, `Read at ${at}, after the deletion:`),
    list(reads.map(({ what, found }) => [name(what), `: ${counted(found, "object")}`])),
    ...(unlisted.length === 0 ? [] : [element("p", {}, "Of this it says nothing:"), list(unlisted.map(name))]),
  ];
}
