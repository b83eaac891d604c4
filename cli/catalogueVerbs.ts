import { collect } from "./collect.ts";
import type { CommandLine, CommonOptions } from "./program.ts";

/** Options of `catalogue publish`. */
export interface PublishOptions extends CommonOptions {
  /** Versions to take off the lock. */
  readonly forget: readonly string[];
}

/** Options of `tiers`. */
export interface TiersOptions extends CommonOptions {
  /** Every version, not the newest of each tier alone. */
  readonly allVersions: boolean;
}

/** Options of `schema`. */
export interface SchemaOptions extends CommonOptions {
  /** The directory to write to; `schemas` in the estate's when absent. */
  readonly out?: string;
}

/** The verbs about what is sold: the catalogue and the form of its files. */
export function addCatalogueVerbs({ program, makeVerb, context, finish }: CommandLine): void {
  makeVerb(program, "tiers", "Compare the tiers of a service side by side; all services when none is named", [
    "tenantry tiers iaas",
    "tenantry tiers --all-versions",
  ])
    .argument("[service]", "the service, such as iaas")
    .option("--all-versions", "every version, not the newest of each tier alone", false)
    .action(async (service: string | undefined, options: TiersOptions) => {
      finish((await import("./verbs/tiers.ts")).tiers(service, options, context));
    });
  const parent = program.command("catalogue").description("Publish what the catalogue sells");
  makeVerb(parent, "publish", "Fix tier and add-on versions by their digests in catalogue.lock", [
    "tenantry catalogue publish",
    "tenantry catalogue publish iaas/standard@2 iaas/add-ons/extra@1",
    "tenantry catalogue publish --forget iaas/standard@2",
  ])
    .argument("[versions...]", "the versions to publish; all drafts when none is named")
    .option("--forget <version>", "make a version a draft again, while no tenant has it; repeat", collect, [])
    .action(async (versions: string[], options: PublishOptions) => {
      finish(await (await import("./verbs/cataloguePublish.ts")).cataloguePublish(versions, options, context));
    });
  makeVerb(program, "schema", "Write JSON Schemas of the estate's files, for editors and other tools", [
    "tenantry schema",
    "tenantry schema --out build/schemas",
  ])
    .option("--out <directory>", "where to write them; schemas in the estate's directory when absent")
    .action(async (options: SchemaOptions) => {
      finish(await (await import("./verbs/schema.ts")).schema(options, context));
    });
}
