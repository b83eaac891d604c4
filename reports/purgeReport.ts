import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { PurgeDocument } from "../core/results/offboarding.ts";
import { formatTable } from "./table.ts";

const headlines: Readonly<Record<PurgeDocument["result"], string>> = {
  purged: "all that it had is deleted, and that is proven.",
  left: "not done: something is still there that should not be.",
  unproven: "not done: a target gave no answer, so nobody knows what it still holds. Give it again when it does.",
  failed: "not done: the deletion failed. Put right what it names, and give it again.",
  interrupted: "interrupted. Give it again: it goes on where it stopped.",
  "dry-run": "nothing was deleted.",
};

/** The end of `purge`: how it ended, then whatever is left, may be left, or could not be looked at. */
export function formatPurge(document: Omit<PurgeDocument, "verb">): string {
  const { tenant, result, errors, left, inState, unasked, kept, certificate, files } = document;
  const rows = left.map(({ cell, type, id, name, created }) => [
    cell,
    type,
    // Whoever can tag an object writes into this table.
    visible(name === id ? id : `${id} (${name})`),
    created ?? "-",
  ]);
  const parts = [
    `${tenant}: ${headlines[result]}`,
    errors.map((error) => `  ${visible(error)}`).join("\n"),
    rows.length === 0
      ? ""
      : `Left in targets; remove it by hand, and give it again:\n${formatTable(["CELL", "TYPE", "OBJECT", "MADE"], rows)}`,
    inState.length === 0
      ? ""
      : `${counted(inState.length, "object")} in the state:\n${inState.map((line) => `  ${visible(line)}`).join("\n")}`,
    unasked.map(({ cell, error }) => visible(`${cell} could not be asked: ${error}`)).join("\n"),
    kept
      .map(({ type, name, cell, until, why }) => visible(`Kept until ${until}: ${type} ${name} in ${cell}: ${why}.`))
      .join("\n"),
    certificate === null
      ? ""
      : `The certificate ${certificate.digest.slice(0, 16)} is in:\n${files.map((file) => `  ${file}`).join("\n")}\nNow delete the tenant's manifest, and commit that.`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
