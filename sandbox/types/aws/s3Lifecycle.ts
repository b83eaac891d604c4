/** Amazon S3: lifecycle rules and access logs of buckets (Amazon S3 API Reference, PutBucketLifecycleConfiguration). */
import { TargetError } from "../../provider/errors.ts";
import { isList, isProperties, propertiesOf, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { atMostOne, choice, each, problem } from "./inputs.ts";
import { bucketSetting } from "./s3.ts";
import { refersTo, TOKENS } from "./ties.ts";

const STORAGE_CLASSES = ["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"];

/** Days that an object stays in the standard class before it may go to one of these. */
const LEAST_DAYS: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };

const MOST_RULES = 1000;

function actionsOf(rule: Properties): number {
  const actions = [
    "abortIncompleteMultipartUpload",
    "expiration",
    "noncurrentVersionExpiration",
    "noncurrentVersionTransitions",
    "transitions",
  ];
  return actions.filter((name) => rule[name] !== undefined).length;
}

function checkRules(inputs: Properties): Problem[] {
  const seen = new Set<unknown>();
  const count = isList(inputs["rules"]) ? inputs["rules"].length : 0;
  const problems = each(inputs, "rules", (rule, at) => {
    const { id } = rule;
    const repeated = typeof id === "string" && seen.has(id);
    seen.add(id);
    return [
      ...problem(`${at}id`, repeated ? `is "${id}", which another rule has` : undefined),
      ...problem(`${at}id`, (stringOf(id)?.length ?? 0) > 255 ? "has more than 255 characters" : undefined),
      ...choice(`${at}status`, rule["status"], ["Enabled", "Disabled"]),
      ...problem(at.slice(0, -1), actionsOf(rule) > 0 ? undefined : "has no action, and a rule needs at least one"),
      ...atMostOne(propertiesOf(rule["expiration"]), ["date", "days", "expiredObjectDeleteMarker"], `${at}expiration.`),
      ...each(rule, "transitions", (transition, inner) => [
        ...choice(`${at}${inner}storageClass`, transition["storageClass"], STORAGE_CLASSES),
        ...atMostOne(transition, ["date", "days"], at + inner),
      ]),
      ...each(rule, "noncurrentVersionTransitions", (transition, inner) =>
        choice(`${at}${inner}storageClass`, transition["storageClass"], STORAGE_CLASSES),
      ),
    ];
  });
  const many =
    count > MOST_RULES ? `has ${String(count)} rules, but at most ${String(MOST_RULES)} are allowed` : undefined;
  return [...problems, ...problem("rules", many)];
}

function requirePositive(days: Value | undefined, name: string, action: string): void {
  if (typeof days !== "number" || days > 0) return;
  throw new TargetError("InvalidArgument", `'${name}' for ${action} action must be a positive integer`);
}

function admitRules(inputs: Properties): void {
  const rules = isList(inputs["rules"]) ? inputs["rules"].filter(isProperties) : [];
  for (const rule of rules) {
    const expires = propertiesOf(rule["expiration"])["days"];
    requirePositive(expires, "Days", "Expiration");
    const { noncurrentDays } = propertiesOf(rule["noncurrentVersionExpiration"]);
    requirePositive(noncurrentDays, "NoncurrentDays", "NoncurrentVersionExpiration");
    const { daysAfterInitiation } = propertiesOf(rule["abortIncompleteMultipartUpload"]);
    requirePositive(daysAfterInitiation, "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
    const transitions = isList(rule["transitions"]) ? rule["transitions"].filter(isProperties) : [];
    for (const { days, storageClass } of transitions) {
      const name = stringOf(storageClass) ?? "";
      const least = LEAST_DAYS[name] ?? 0;
      if (typeof days !== "number") continue;
      if (days < least) {
        throw new TargetError(
          "InvalidArgument",
          `'Days' in Transition action must be greater than or equal to ${String(least)} for storageClass '${name}'`,
        );
      }
      if (typeof expires === "number" && expires <= days) {
        throw new TargetError(
          "InvalidArgument",
          `'Days' in the Expiration action of rule '${stringOf(rule["id"]) ?? ""}' must be greater than 'Days' in the Transition action`,
        );
      }
    }
  }
}

const lifecycle = bucketSetting({
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  title: "S3 Bucket Lifecycle Configuration",
  defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  check: (inputs) => [
    ...checkRules(inputs),
    ...choice("transitionDefaultMinimumObjectSize", inputs["transitionDefaultMinimumObjectSize"], [
      "all_storage_classes_128K",
      "varies_by_storage_class",
    ]),
  ],
  admit: ({ inputs }) => {
    admitRules(inputs);
  },
});

const loggingBase = bucketSetting({
  token: "aws:s3/bucketLogging:BucketLogging",
  title: "S3 Bucket Logging",
});

const logging: ResourceType = {
  ...loggingBase,
  references: [
    ...(loggingBase.references ?? []),
    refersTo("targetBucket", TOKENS.bucket, "nothing", (id) => ({
      code: "InvalidTargetBucketForLogging",
      message: `The target bucket for logging does not exist in this account and region: ${id}`,
    })),
  ],
};

/** Rows of lifecycle rules and access logs. */
export const s3LifecycleTypes: readonly ResourceType[] = [lifecycle, logging];
