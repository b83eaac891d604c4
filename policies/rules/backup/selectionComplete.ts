import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What holds data, and how its ARNs begin (Service Authorization Reference, resource types). */
const kinds = [
  { what: "buckets", type: "aws:s3/bucket:Bucket", pattern: /^arn:[^:]+:s3:/ },
  { what: "databases", type: "aws:rds/instance:Instance", pattern: /^arn:[^:]+:rds:[^:]*:[^:]*:db:/ },
  { what: "file systems", type: "aws:efs/fileSystem:FileSystem", pattern: /^arn:[^:]+:elasticfilesystem:/ },
  { what: "volumes", type: "aws:ebs/volume:Volume", pattern: /^arn:[^:]+:ec2:[^:]*:[^:]*:volume\// },
];

/** What holds data is backed up, all of it. */
export const selectionComplete: Rule = {
  id: "backup/selection-complete",
  title: "Backups have every kind of data that there is",
  severity: "high",
  rationale: "A kind of data that nobody selected is not in any backup, and nobody notices until it is needed.",
  remediation: "Add the kind to the resources of the selection.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/selection:Selection"],
  looksAt: "stack",
  check(_selection, context) {
    const selected = context
      .ofType("aws:backup/selection:Selection")
      .flatMap(({ inputs }) => listAt(inputs, "resources"));
    const missing = kinds.filter(
      ({ type, pattern }) =>
        context.ofType(type).length > 0 &&
        !selected.some((arn) => typeof arn === "string" && (arn === "*" || pattern.test(arn))),
    );
    return missing.map(({ what }) => ({
      property: "resources",
      message: `resources should have the stack's ${what}.`,
    }));
  },
};
