import * as pulumi from "@pulumi/pulumi";

import type { ServiceComponent } from "../shared/serviceComponent.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { TenantEnvironment } from "./environment/environment.ts";

/** Arguments of {@link PaasBundle}. */
export interface PaasBundleArgs extends PaasBundlePlan {
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A platform-as-a-service bundle: the environments that a tenant has ordered, each a bounded and closed namespace. */
export class PaasBundle extends pulumi.ComponentResource {
  /** Namespace names by the environments' names in the manifest. */
  readonly namespaces: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: PaasBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:PaasBundle", name, {}, opts);
    const { environments, ...common } = args;
    const namespaces = environments.map((environment) => {
      const { namespace } = new TenantEnvironment(
        `${name}--${environment.name}`,
        { ...common, environment, hosts: [], platform: undefined },
        { parent: this },
      );
      return [environment.name, namespace] as const;
    });
    this.namespaces = pulumi.output(Object.fromEntries(namespaces));
    this.registerOutputs({ namespaces: this.namespaces });
  }
}

/** How the program renders a PaaS subscription. */
export const paasComponent: ServiceComponent = {
  render(name, subscription, provider) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as PaasBundlePlan;
    const args = { ...bundle, labels: subscription.labels };
    const component = new PaasBundle(name, args, { providers: [provider] });
    return { component, outputs: { namespaces: component.namespaces } };
  },
};
