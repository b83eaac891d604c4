import { Option, type Command } from "commander";

import { dayArgument } from "./dayArgument.ts";
import { monthArgument } from "./monthArgument.ts";
import type { CommandLine, CommonOptions, SelectOptions } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** Options of `invoice`. */
export interface InvoiceOptions extends SelectOptions {
  /** A month, such as `2026-11`. */
  readonly period?: string;
  /** A file of usage records, or a directory of them. */
  readonly usage?: string;
  /** Where usage that does not count is kept. */
  readonly quarantine?: string;
  /** A file of incidents. */
  readonly incidents?: string;
  readonly issue?: boolean;
  /** The day of issue; today when absent. */
  readonly on?: string;
  /** Where each invoice's files go. */
  readonly out?: string;
}

/** Options of `credit-note`. */
export interface CreditNoteOptions extends CommonOptions {
  readonly reason: string;
  /** The day of issue; today when absent. */
  readonly on?: string;
}

/** Options of `usage check`. */
export interface UsageCheckOptions extends CommonOptions {
  /** Where what does not count is kept. */
  readonly quarantine?: string;
}

/** The verbs by which customers are billed. */
export function addBillingVerbs(commandLine: CommandLine): void {
  addInvoice(commandLine);
  const { program, makeVerb, context, finish } = commandLine;
  makeVerb(program, "credit-note", "Take an issued invoice back; its tenant and period may be invoiced anew", [
    'tenantry credit-note NW-000042 --reason "The discount was left out"',
  ])
    .argument("<number>", "the invoice's number")
    .requiredOption("--reason <text>", "why it is taken back, as the customer reads it")
    .addOption(onOption())
    .action(async (number: string, options: CreditNoteOptions) => {
      finish(await (await import("./verbs/creditNote.ts")).creditNote(number, options, context));
    });
  const usage = program.command("usage").description("What customers have used");
  makeVerb(usage, "check", "Read usage records, and say what counts and what does not", [
    "tenantry usage check usage/2026-11",
    "tenantry usage check usage/2026-11 --quarantine put-aside.jsonl --json",
  ])
    .argument("<path>", "a file of usage records, or a directory of them: JSON lines, JSON arrays or CSV")
    .addOption(quarantineOption())
    .action(async (path: string, options: UsageCheckOptions) => {
      finish(await (await import("./verbs/usageCheck.ts")).usageCheck(path, options, context));
    });
}

function addInvoice({ program, makeVerb, context, finish }: CommandLine): void {
  const invoice = addSelectors(
    makeVerb(program, "invoice", "Draft the invoices of a month, or issue them", [
      "tenantry invoice --period 2026-11 --usage usage/2026-11",
      "tenantry invoice acme --period 2026-11 --usage usage/2026-11 --incidents incidents.yaml --json",
      "tenantry invoice --period 2026-11 --usage usage/2026-11 --issue --out invoices",
    ]),
    { affected: false },
  )
    .addOption(
      new Option(
        "--period <month>",
        "a month of the period, such as 2026-11; of all tenants when none is named",
      ).argParser(monthArgument),
    )
    .option("--usage <path>", "usage records: a file, or a directory of JSON lines, JSON arrays or CSV")
    .addOption(quarantineOption())
    .option("--incidents <file>", "incidents, for what is given back where a service level was missed")
    .option("--issue", "number the invoices and keep them: what is issued never changes")
    .addOption(onOption())
    .option("--out <directory>", "write each invoice's files into it")
    .action(async (ids: string[], options: InvoiceOptions) => {
      finish(await (await import("./verbs/invoice.ts")).invoice(ids, options, context));
    });
  makeVerb(invoice, "verify", "Say whether all that was issued is there as it was issued", [
    "tenantry invoice verify",
  ]).action(async (_options: unknown, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>();
    finish(await (await import("./verbs/invoiceVerify.ts")).invoiceVerify(options, context));
  });
}

function onOption(): Option {
  return new Option("--on <day>", "the day of issue; today by default").argParser(dayArgument);
}

function quarantineOption(): Option {
  return new Option(
    "--quarantine <file>",
    "where usage that does not count is kept with its reasons; .tenantry/usage-quarantine.jsonl in the estate by default",
  );
}
