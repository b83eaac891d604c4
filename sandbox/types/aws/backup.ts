/** AWS Backup: vaults, plans and what they select (AWS Backup Developer Guide and API Reference). Nothing is ever backed up. */
import { uuidFrom } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import {
  hasUnknown,
  isList,
  isProperties,
  propertiesOf,
  stringOf,
  text,
  UNKNOWN,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { checkJsonDocument, statementsOf } from "./documents.ts";
import { between, choice, each, matching, problem } from "./inputs.ts";
import { arnOf, needsKey, needsRole, refersTo, regional, uniqueInRegion } from "./ties.ts";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";
const INVALID = "InvalidParameterValueException";

/** Days between cold storage and deletion, at least (AWS Backup API Reference, Lifecycle). */
const LEAST_COLD_DAYS = 90;

const vault: ResourceType = {
  token: VAULT,
  title: "Backup Vault",
  defaults: { forceDestroy: false },
  chosenWhenAbsent: ["kmsKeyArn"],
  autoname: { path: ["name"], randomDigits: 7, longest: 50 },
  freeMaps: ["tags"],
  replaceOn: ["kmsKeyArn", "name"],
  limits: [{ name: "backupVaultsPerRegion" }],
  references: [needsKey("kmsKeyArn", INVALID)],
  unique: [
    uniqueInRegion("backup-vault", "name", (name) => ({
      code: "AlreadyExistsException",
      message: `Backup vault with the same name already exists: ${name}`,
    })),
  ],
  check: (inputs) => [
    ...matching("name", inputs["name"], /^[a-zA-Z0-9_-]{2,50}$/, "2 to 50 of letters, digits, hyphens and underscores"),
    ...matching("kmsKeyArn", inputs["kmsKeyArn"], /^arn:[^:]+:kms:.+:key\/.+$/, "the ARN of a key"),
  ],
  admitDelete: ({ outputs }) => {
    const { recoveryPoints: count, forceDestroy } = outputs;
    if (forceDestroy === true || typeof count !== "number" || count === 0) return;
    throw new TargetError(
      "InvalidRequestException",
      `Backup vault cannot be deleted (contains ${String(count)} recovery points)`,
    );
  },
  id: (inputs) => inputs["name"] ?? "",
  outputs: (inputs, computation) => {
    // Nothing is backed up here, but an editor of the inventory may put recovery points in, and a change keeps them.
    const count = computation.lookUp(VAULT, computation.id, "recoveryPoints");
    return {
      kmsKeyArn: arnOf(computation, "kms", "key/aws-backup"),
      ...inputs,
      ...regional(inputs, computation),
      arn: arnOf(computation, "backup", text`backup-vault:${computation.id}`),
      recoveryPoints: typeof count === "number" ? count : 0,
    };
  },
};

/** A vault's policy is taken as it is, but for actions with wildcards (AWS Backup Developer Guide, "Vault access policies"). */
const vaultPolicy: ResourceType = {
  token: "aws:backup/vaultPolicy:VaultPolicy",
  title: "Backup Vault Policy",
  replaceOn: ["backupVaultName"],
  takesOver: true,
  references: [
    refersTo("backupVaultName", VAULT, "cascade", (id) => ({
      code: "ResourceNotFoundException",
      message: `Backup vault does not exist: ${id}`,
    })),
  ],
  check: (inputs) => checkJsonDocument(inputs, "policy"),
  admit: ({ inputs }) => {
    const statements = statementsOf(inputs["policy"]);
    if (statements.length === 0)
      refuse("The specified policy cannot be parsed as a JSON document: it has no Statement");
    const actions = statements.flatMap((statement) => [statement["Action"] ?? []].flat());
    const wrong = actions.find((action) => typeof action !== "string" || !/^backup:[A-Za-z]+$/.test(action));
    if (wrong !== undefined) {
      refuse(`The specified policy contains an action that a vault's policy cannot have: ${JSON.stringify(wrong)}`);
    }
  },
  id: (inputs) => inputs["backupVaultName"] ?? "",
  outputs: (inputs, computation) => ({
    ...inputs,
    region: computation.scope.facts["region"] ?? "",
    backupVaultArn: computation.lookUp(VAULT, inputs["backupVaultName"], "arn"),
  }),
};

function rulesOf(inputs: Properties): Properties[] {
  return isList(inputs["rules"]) ? inputs["rules"].filter(isProperties) : [];
}

/** AWS Backup takes names of the IANA time zone database (AWS Backup API Reference, BackupRule). */
function timeZoneProblem(value: Value | undefined): string | undefined {
  const name = stringOf(value);
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return undefined;
  } catch {
    return `is "${name ?? ""}", but must be a time zone such as Europe/Berlin`;
  }
}

function checkPlan(inputs: Properties): Problem[] {
  const seen = new Set<unknown>();
  return [
    ...matching("name", inputs["name"], /^[a-zA-Z0-9_.-]{1,50}$/, "1 to 50 of letters, digits and _.-"),
    ...each(inputs, "rules", (rule, at) => {
      const name = rule["ruleName"];
      const repeated = typeof name === "string" && seen.has(name);
      seen.add(name);
      return [
        ...matching(`${at}ruleName`, name, /^[a-zA-Z0-9_.-]{1,50}$/, "1 to 50 of letters, digits and _.-"),
        ...problem(`${at}ruleName`, repeated ? "is the name of another rule" : undefined),
        ...matching(
          `${at}schedule`,
          rule["schedule"],
          /^(cron\(\S+( \S+){5}\)|rate\(.+\))$/,
          "of the form cron(0 3 * * ? *)",
        ),
        ...problem(`${at}scheduleExpressionTimezone`, timeZoneProblem(rule["scheduleExpressionTimezone"])),
        ...between(rule, "startWindow", 60, 100_000_000, at),
        ...each(rule, "copyActions", (copy, inner) =>
          matching(
            `${at}${inner}destinationVaultArn`,
            copy["destinationVaultArn"],
            /^arn:[^:]+:backup:[^:]+:\d{12}:backup-vault:.+$/,
            "the ARN of a vault",
          ),
        ),
      ];
    }),
  ];
}

function refuse(message: string): never {
  throw new TargetError(INVALID, message);
}

function admitLifecycle(lifecycle: Properties): void {
  const { coldStorageAfter: cold, deleteAfter: end } = lifecycle;
  if (typeof cold !== "number" || typeof end !== "number" || cold <= 0 || end <= 0) return;
  if (end < cold + LEAST_COLD_DAYS) {
    refuse(
      `DeleteAfterDays (${String(end)}) cannot be less than ${String(LEAST_COLD_DAYS)} days apart from MoveToColdStorageAfterDays (${String(cold)})`,
    );
  }
}

function admitRules(inputs: Properties): void {
  for (const rule of rulesOf(inputs)) {
    const lifecycle = propertiesOf(rule["lifecycle"]);
    admitLifecycle(lifecycle);
    const copies = isList(rule["copyActions"]) ? rule["copyActions"].map(propertiesOf) : [];
    for (const copy of copies) admitLifecycle(propertiesOf(copy["lifecycle"]));
    const { startWindow: start, completionWindow: end } = rule;
    if (typeof start === "number" && typeof end === "number" && end < start + 60) {
      refuse(
        `Completion window (${String(end)}) must be at least 60 minutes longer than the start window (${String(start)})`,
      );
    }
    const days = lifecycle["deleteAfter"];
    if (rule["enableContinuousBackup"] === true && typeof days === "number" && days > 35) {
      refuse(`Continuous backups can be kept for 35 days at most, not ${String(days)}`);
    }
  }
}

const plan: ResourceType = {
  token: PLAN,
  title: "Backup Plan",
  autoname: { path: ["name"], randomDigits: 7, longest: 50 },
  freeMaps: ["tags"],
  replaceOn: ["name"],
  limits: [{ name: "backupPlansPerRegion" }],
  references: [
    {
      property: "rules",
      toType: VAULT,
      target: (inputs) => rulesOf(inputs).flatMap((rule) => stringOf(rule["targetVaultName"]) ?? []),
      onDelete: "nothing",
      missing: (id) => ({ code: INVALID, message: `Backup vault does not exist: ${id}` }),
    },
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const { name, rules, advancedBackupSettings = [] } = inputs;
        const document = { name: name ?? "", rules: rules ?? [], advancedBackupSettings };
        return hasUnknown(document) ? undefined : `backup-plan ${scope.key} ${JSON.stringify(document)}`;
      },
      taken: () => ({
        code: "AlreadyExistsException",
        message: "Backup plan with the same plan document already exists",
      }),
    },
  ],
  check: checkPlan,
  admit: ({ inputs }) => {
    admitRules(inputs);
  },
  stillUsed: (_id, users) => ({
    code: "InvalidRequestException",
    message: `Related backup plan selections must be deleted prior to backup plan deletion: ${users.map((user) => user.id).join(", ")}`,
  }),
  id: (_inputs, fresh) => uuidFrom(fresh(64)),
  outputs: (inputs, computation) => ({
    ...inputs,
    ...regional(inputs, computation),
    arn: arnOf(computation, "backup", text`backup-plan:${computation.id}`),
    version:
      typeof computation.revision === "number"
        ? text`${computation.derive("version", 24)}${String(computation.revision)}`
        : UNKNOWN,
  }),
};

/** A selection never changes: AWS Backup has no call for it. */
const selection: ResourceType = {
  token: "aws:backup/selection:Selection",
  title: "Backup Selection",
  autoname: { path: ["name"], randomDigits: 7, longest: 50 },
  chosenWhenAbsent: ["conditions", "notResources"],
  replaceOn: ["conditions", "iamRoleArn", "name", "notResources", "planId", "resources", "selectionTags"],
  limits: [
    { name: "backupSelectionsPerPlan", parent: (inputs) => ({ type: PLAN, id: stringOf(inputs["planId"]) ?? "" }) },
  ],
  references: [
    refersTo("planId", PLAN, "restrict", (id) => ({ code: INVALID, message: `Backup plan does not exist: ${id}` })),
    needsRole("iamRoleArn", (name) => ({
      code: INVALID,
      message: `IAM Role ${name} is invalid or cannot be assumed by AWS Backup`,
    })),
  ],
  check: (inputs) => [
    ...matching("name", inputs["name"], /^[a-zA-Z0-9_.-]{1,50}$/, "1 to 50 of letters, digits and _.-"),
    ...problem(
      "resources",
      inputs["resources"] === undefined && inputs["selectionTags"] === undefined && inputs["conditions"] === undefined
        ? "or selectionTags are required, but both are missing"
        : undefined,
    ),
    ...matching("iamRoleArn", inputs["iamRoleArn"], /^arn:[^:]+:iam::\d{12}:role\/.+$/, "the ARN of a role"),
    ...each(inputs, "selectionTags", ({ type }, at) => choice(`${at}type`, type, ["STRINGEQUALS"])),
  ],
  id: (_inputs, fresh) => uuidFrom(fresh(64)),
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** Rows of AWS Backup. */
export const backupTypes: readonly ResourceType[] = [vault, vaultPolicy, plan, selection];
