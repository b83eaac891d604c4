import { InvalidArgumentError, Option, type Command } from "commander";

import { auditFormats, type AuditFormat } from "./auditFormats.ts";
import { collect } from "./collect.ts";
import type { AuditOptions, AuditVerifyOptions, CommandLine } from "./program.ts";
import { addSelectors } from "./selectorOptions.ts";

/** The verbs for auditors: evidence of what the policies say, and the trail of who ran what. */
export function addAuditVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const audit = addSelectors(
    makeVerb(program, "audit", "Say how tenants stand by every policy, and write it down as evidence", [
      "tenantry audit --output evidence",
      "tenantry audit --output evidence --previous last/evidence.json",
      "tenantry audit acme --of state --json",
      "tenantry audit --try logging/log-group-retention",
    ]),
  )
    .option("--output <directory>", "write the reports there, with their SHA-256")
    .option("--format <formats>", `which reports, by commas: ${auditFormats.join(", ")}; all by default`, formats)
    .option("--previous <file>", "the evidence.json of an earlier audit, to tell what has changed since")
    .option("--now <moment>", "the moment by which waivers count, such as 2026-12-31T08:00:00Z", moment)
    .addOption(
      new Option("--of <what>", "judge what the manifests render, or what runs by the stacks' state")
        .choices(["manifests", "state"])
        .default("manifests"),
    )
    .option("--try <rule>", "only this rule, as mandatory for all and waived for nobody")
    .option("--no-cache", "judge every tenant anew, also those that have not changed")
    .action(async (ids: string[], options: AuditOptions) => {
      finish(await (await import("./verbs/audit.ts")).audit(ids, options, context));
    });
  makeVerb(audit, "verify", "Say whether the audit trail is as it was written", [
    "tenantry audit verify",
    "tenantry audit verify --report evidence/evidence.json",
  ])
    .option(
      "--report <file>",
      "an evidence.json that knows how the trail ended when it was made; may be repeated",
      collect,
      [],
    )
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<AuditVerifyOptions>();
      finish(await (await import("./verbs/auditVerify.ts")).auditVerify(options, context));
    });
}

function formats(text: string): AuditFormat[] {
  const asked = text.split(",");
  const unknown = asked.find((format) => !(auditFormats as readonly string[]).includes(format));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of: ${auditFormats.join(", ")}.`);
  return auditFormats.filter((format) => asked.includes(format));
}

function moment(text: string): string {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError("give a moment in UTC, such as 2026-12-31T08:00:00Z.");
  }
  return date.toISOString();
}
