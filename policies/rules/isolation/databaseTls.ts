import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";

/** Lines of who may log in how, that let somebody in without TLS (PostgreSQL documentation, "The pg_hba.conf File"). */
const plain = /^\s*(?:host|hostnossl)\s/;

/** A method by which whoever comes is believed. */
const trusting = /\strust\s*$/;

/** Databases take no passwords in clear text. */
export const databaseTls: Rule = {
  id: "isolation/database-tls",
  title: "Databases of the platform are reached by TLS",
  severity: "high",
  rationale:
    'A line of the kind host lets clients in with and without TLS, and one of the method trust lets them in without a password (PostgreSQL documentation, "Client Authentication").',
  remediation: "Begin lines of spec.postgresql.pg_hba with hostssl, and use another method than trust.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: [databaseType],
  looksAt: "resource",
  check({ inputs }) {
    return listAt(inputs, "spec", "postgresql", "pg_hba").flatMap((line, index) => {
      const property = `spec.postgresql.pg_hba.${String(index)}`;
      if (typeof line === "string" && !plain.test(line) && !trusting.test(line)) return [];
      return [{ property, message: `${property} should let in nobody without TLS and a password.` }];
    });
  },
};
