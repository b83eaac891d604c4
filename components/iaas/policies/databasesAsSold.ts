import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionTo } from "../../../core/policies/subscriptions.ts";

/** A database stands by, is kept and is of a size as is sold. */
export const databasesAsSold: Rule = {
  id: "tenancy/databases-as-sold",
  title: "Databases run as the tier promises",
  severity: "high",
  rationale:
    "A database without its copy in another zone is away with its own, and without the days of backups that were sold it cannot be taken back to them.",
  remediation:
    "Render the database with multiAz, backupRetentionPeriod and an instanceClass of the tier's feature database.",
  controls: [iso27001("A.8.13"), iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: ["aws:rds/instance:Instance"],
  looksAt: "tenant",
  check(database, context) {
    const subscription = subscriptionTo("iaas", database, context);
    if (subscription === undefined) return notApplicable;
    const wrong = (property: string): Violation => ({
      property,
      message: `${property} should be as the tier promises.`,
    });
    const days = numberOf(featureOf(subscription, "database", "backupRetentionDays"));
    const sizes = Object.values(Object(featureOf(subscription, "database", "sizes")) as object);
    const instanceClass = valueAt(database.inputs, "instanceClass");
    return [
      ...(featureOf(subscription, "database", "multiZone") !== true || valueAt(database.inputs, "multiAz") === true
        ? []
        : [wrong("multiAz")]),
      ...(numberOf(valueAt(database.inputs, "backupRetentionPeriod")) >= days ? [] : [wrong("backupRetentionPeriod")]),
      ...(sizes.some((size) => valueAt(size, "instanceType") === instanceClass) ? [] : [wrong("instanceClass")]),
    ];
  },
};
