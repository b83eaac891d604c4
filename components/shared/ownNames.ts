import { nameRules } from "../../core/names/nameRules.ts";
import { commonBeginning, physicalName } from "../../core/names/names.ts";

/** How the names of a subscription's databases on Amazon RDS begin. */
export function databaseNamePrefix(owner: readonly string[]): string {
  return commonBeginning(nameRules.rdsInstance, owner).beginning;
}

/**
 * The names of a subscription's log groups, as patterns: its own, those of its parts, and those that Amazon RDS exports its databases'
 * logs to (Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs").
 */
export function logGroupPatterns(owner: readonly string[]): string[] {
  return [
    physicalName(nameRules.logGroup, owner),
    `${commonBeginning(nameRules.logGroup, owner).beginning}*`,
    `/aws/rds/instance/${databaseNamePrefix(owner)}*`,
  ];
}
