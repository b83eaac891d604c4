import type { z } from "zod";

import { partAt } from "../../core/documents/sourceMap.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { regionName } from "../../core/schema/fields.ts";
import { tenantSchema } from "../../core/schema/tenant.ts";
import type { NewTenantOptions } from "../manifestVerbs.ts";

/** The options that hold one value of the manifest each. */
export type FieldOption =
  | "displayName"
  | "technical"
  | "billing"
  | "security"
  | "region"
  | "currency"
  | "billingPeriod"
  | "window"
  | "timeZone"
  | "ring"
  | "start";

/** What is known of a new tenant, by option. */
export type Answers = Readonly<Partial<Record<FieldOption, string>>>;

/** One value of a new tenant's manifest: how it is given, asked and checked. */
export interface TenantField {
  readonly option: FieldOption;
  /** As it is typed, such as `--display-name <name>`. */
  readonly flag: string;
  /** Its place in the estate's defaults for tenants; absent where there can be no default. */
  readonly defaultAt?: readonly string[];
  readonly question: string;
  readonly schema: z.ZodType;
  /** What is proposed on a terminal. */
  readonly propose: (answers: Answers, estate: Estate) => string | undefined;
  /** What there is to choose from; any text when absent. */
  readonly choices?: (estate: Estate) => readonly string[];
  /** False for what the manifest can do without, and for what has a sensible value: it is never asked. */
  readonly asked: boolean;
}

const { metadata, spec } = tenantSchema.shape;
const { contract, maintenance } = spec.shape;
const { contacts } = contract.shape;
const nothing = (): undefined => undefined;

/** In the order in which they are asked. */
export const tenantFields: readonly TenantField[] = [
  {
    option: "displayName",
    flag: "--display-name <name>",
    question: "What is the customer called?",
    schema: metadata.shape.displayName,
    propose: nothing,
    asked: true,
  },
  {
    option: "technical",
    flag: "--technical <email>",
    question: "Who is told of incidents and maintenance? An e-mail address",
    schema: contacts.shape.technical,
    propose: nothing,
    asked: true,
  },
  {
    option: "billing",
    flag: "--billing <email>",
    question: "Who gets invoices?",
    schema: contacts.shape.billing,
    propose: ({ technical }) => technical,
    asked: true,
  },
  {
    option: "security",
    flag: "--security <email>",
    question: "Who is told of vulnerabilities and breaches?",
    schema: contacts.shape.security,
    propose: ({ technical }) => technical,
    asked: true,
  },
  {
    option: "region",
    flag: "--region <region>",
    defaultAt: ["region"],
    question: "In which region?",
    schema: regionName,
    propose: (_answers, { manifest }) => manifest.spec.regions[0],
    choices: ({ manifest }) => manifest.spec.regions,
    asked: true,
  },
  {
    option: "currency",
    flag: "--currency <code>",
    defaultAt: ["contract", "currency"],
    question: "In which currency is the tenant billed?",
    schema: contract.shape.currency,
    propose: (_answers, { manifest }) => manifest.spec.currency,
    asked: true,
  },
  {
    option: "billingPeriod",
    flag: "--billing-period <period>",
    defaultAt: ["contract", "billing"],
    question: "How often is the tenant billed?",
    schema: contract.shape.billing,
    propose: () => "monthly",
    choices: () => contract.shape.billing.options,
    asked: true,
  },
  {
    option: "window",
    flag: "--window <window>",
    defaultAt: ["maintenance", "window"],
    question: "When may planned changes happen? Such as Sun 02:00-04:00",
    schema: maintenance.shape.window,
    propose: () => "Sun 02:00-04:00",
    asked: true,
  },
  {
    option: "timeZone",
    flag: "--time-zone <zone>",
    defaultAt: ["maintenance", "timeZone"],
    question: "In which time zone is that? Such as Europe/Berlin",
    schema: maintenance.shape.timeZone,
    propose: nothing,
    asked: true,
  },
  {
    option: "ring",
    flag: "--ring <ring>",
    defaultAt: ["ring"],
    question: "Which wave gets new tier versions first?",
    schema: spec.shape.ring,
    propose: () => "general",
    asked: false,
  },
  {
    option: "start",
    flag: "--start <day>",
    question: "When does the contract begin?",
    schema: contract.shape.start,
    propose: nothing,
    asked: false,
  },
];

/** What the estate's defaults give for a field; undefined when they do not. */
export function defaultOf({ defaultAt }: TenantField, { manifest }: Estate): unknown {
  return defaultAt === undefined ? undefined : partAt(manifest.spec.defaults.tenant, defaultAt);
}

/** The values among the options that are not what the estate gives anyhow. */
export function answersOf(options: NewTenantOptions, estate: Estate): Answers {
  const given = tenantFields.flatMap((field) => {
    const value = options[field.option];
    return value === undefined || value === defaultOf(field, estate) ? [] : [[field.option, value]];
  });
  return Object.fromEntries(given) as Answers;
}

/** Why a value is not one for a schema; undefined when it is. */
export function problemWith(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}
