import * as pulumi from "@pulumi/pulumi";

import type { ServiceComponent } from "../shared/serviceComponent.ts";
import { EnvironmentApplications } from "./applications/environmentApplications.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { EnvironmentDatabase } from "./database/database.ts";
import { platformUse } from "./database/platformUse.ts";
import { TenantEnvironment, type TenantEnvironmentArgs } from "./environment/environment.ts";
import type { EnvironmentPlan } from "./environment/plan.ts";
import { hostsOf } from "./routes/plan.ts";
import { EnvironmentRoutes } from "./routes/routes.ts";
import { databasePart } from "./unprotected.ts";

/** Arguments of {@link PaasBundle}. */
export interface PaasBundleArgs extends PaasBundlePlan, Pick<TenantEnvironmentArgs, "sharedNamespace"> {
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the engine refuses to delete parts with data, but for those of `unprotected`; true when absent. */
  readonly protect?: boolean;
}

/**
 * A platform-as-a-service bundle: the environments that a tenant has ordered, each a bounded and closed namespace, with the apps,
 * hosts and databases that are ordered in them.
 */
export class PaasBundle extends pulumi.ComponentResource {
  /** Namespace names by the environments' names in the manifest. */
  readonly namespaces: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: PaasBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:PaasBundle", name, {}, opts);
    const namespaces = args.environments.map((environment) => [
      environment.name,
      this.createEnvironment(`${name}--${environment.name}`, environment, args),
    ]);
    this.namespaces = pulumi.output(Object.fromEntries(namespaces) as Record<string, pulumi.Output<string>>);
    this.registerOutputs({ namespaces: this.namespaces });
  }

  /** One environment with all that is ordered in it; its namespace's name. */
  private createEnvironment(name: string, environment: EnvironmentPlan, args: PaasBundleArgs): pulumi.Output<string> {
    const { protect = true, unprotected = [] } = args;
    const isProtected = (part: string): boolean => protect && !unprotected.includes(part);
    const ofEnvironment = <T extends { readonly environment: string }>(parts: readonly T[]): T | undefined =>
      parts.find((part) => part.environment === environment.name);
    const database = ofEnvironment(args.databases);
    const { namespace, place, bounds } = new TenantEnvironment(
      name,
      {
        ...args,
        environment,
        hosts: hostsOf(args, environment.name),
        platform: database && platformUse(database),
      },
      { parent: this },
    );
    const needed: pulumi.Resource[] = [...bounds];
    if (database !== undefined) {
      const protect = isProtected(databasePart(environment.name));
      needed.push(new EnvironmentDatabase(name, { ...place, database, bounds, protect }, { parent: this }));
    }
    const applications = ofEnvironment(args.applications);
    if (applications !== undefined) {
      const parts = { ...place, applications, bounds: needed, isProtected };
      needed.push(new EnvironmentApplications(name, parts, { parent: this }));
    }
    const routes = ofEnvironment(args.routes);
    if (routes !== undefined) {
      const { issuer } = args;
      const parts = { ...place, hosts: routes.hosts, ...(issuer !== undefined && { issuer }) };
      // Listeners lead to services, which are there before anybody is sent to them.
      new EnvironmentRoutes(name, parts, { parent: this, dependsOn: needed });
    }
    return namespace;
  }
}

/** How the program renders a PaaS subscription. */
export const paasComponent: ServiceComponent = {
  render(name, subscription, provider, protect) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as PaasBundlePlan;
    const args = { ...bundle, labels: subscription.labels, protect };
    const component = new PaasBundle(name, args, { providers: [provider] });
    return { component, outputs: { namespaces: component.namespaces } };
  },
};
