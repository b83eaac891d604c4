import { collect } from "./collect.ts";
import type { CommandLine, CommonOptions } from "./program.ts";

/** Options of `set`. */
export interface SetOptions extends CommonOptions {
  readonly dryRun: boolean;
}

/** Options of `new tenant`; what is absent is asked, or has a default. */
export interface NewTenantOptions extends CommonOptions {
  readonly displayName?: string;
  readonly technical?: string;
  readonly billing?: string;
  readonly security?: string;
  readonly region?: string;
  readonly ring?: string;
  readonly currency?: string;
  readonly billingPeriod?: string;
  readonly window?: string;
  readonly timeZone?: string;
  readonly start?: string;
  /** Such as `web=iaas/standard@1`. */
  readonly subscription: readonly string[];
  /** Such as `web.buckets=[assets]`. */
  readonly set: readonly string[];
  /** Such as `web=eu-central-1-main`. */
  readonly cell: readonly string[];
  readonly networkPrefix?: string;
  readonly dryRun: boolean;
}

/** The verbs that write manifests. */
export function addManifestVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  const parent = program.command("new").description("Make a new manifest");
  makeVerb(parent, "tenant", "Write the manifest of a new tenant: asks, or takes everything as options", [
    "tenantry new tenant",
    'tenantry new tenant acme --display-name "Acme GmbH" --technical ops@acme.example --billing ap@acme.example \\',
    "    --security security@acme.example --subscription web=iaas/standard@1 --set web.buckets=[assets]",
  ])
    .argument("[id]", "the tenant's id; never changes")
    .option("--display-name <name>", "the customer's name, for people")
    .option("--technical <email>", "who is told of incidents and maintenance")
    .option("--billing <email>", "who gets invoices")
    .option("--security <email>", "who is told of vulnerabilities and breaches")
    .option("--subscription <name=service/tier>", "what is ordered, such as web=iaas/standard@1; repeat", collect, [])
    .option(
      "--set <name.path=value>",
      "a value of a subscription's spec, such as web.buckets=[assets]; repeat",
      collect,
      [],
    )
    .option("--cell <name=cell>", "the cell of a subscription; one with enough left is chosen when absent", collect, [])
    .option("--network-prefix <length>", "the prefix length of the networks that are allocated, such as 20")
    .option("--region <region>", "the region, if the estate has no default or another is wanted")
    .option("--ring <ring>", "which wave gets new tier versions first")
    .option("--currency <code>", "what the tenant is billed in")
    .option("--billing-period <period>", "monthly, quarterly or yearly")
    .option("--window <window>", 'the maintenance window, such as "Sun 02:00-04:00"')
    .option("--time-zone <zone>", "the window's time zone, such as Europe/Berlin")
    .option("--start <day>", "the contract's first day; today when absent")
    .option("--dry-run", "print the manifest and write nothing", false)
    .action(async (id: string | undefined, options: NewTenantOptions) => {
      finish(await (await import("./verbs/newTenant.ts")).newTenant(id, options, context));
    });
  makeVerb(program, "set", "Change one value of a tenant's manifest, if the estate is valid with it", [
    "tenantry set acme spec.state suspended",
    "tenantry set acme spec.subscriptions[web].spec.buckets '[assets, backups, logs]' --dry-run",
  ])
    .argument("<tenant>", "the tenant's id")
    .argument("<path>", "where, such as spec.state or spec.subscriptions[web].tier")
    .argument("<value>", "the value, as YAML")
    .option("--dry-run", "show the change and write nothing", false)
    .action(async (id: string, path: string, value: string, options: SetOptions) => {
      finish((await import("./verbs/set.ts")).set(id, path, value, options, context));
    });
}
