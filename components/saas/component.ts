import * as pulumi from "@pulumi/pulumi";

import { PaasBundle } from "../paas/component.ts";
import type { ServiceComponent } from "../shared/serviceComponent.ts";
import type { SaasBundle } from "./bundle.ts";
import type { SharedPoolPlan } from "./pool/shared.ts";
import { SharedPool } from "./pool/sharedPool.ts";
import { PoolTenant } from "./pool/tenant.ts";
import { poolData } from "./unprotected.ts";

/** Arguments of {@link TenantApplication}. */
export interface TenantApplicationArgs {
  readonly bundle: SaasBundle;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the engine refuses to delete parts with data, but for those that the bundle names as unprotected; true when absent. */
  readonly protect?: boolean;
}

/** The provider's application for one tenant: an environment of the tenant's own, or its part of a pool. */
export class TenantApplication extends pulumi.ComponentResource {
  /** The namespace in which the application answers for the tenant. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: TenantApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:saas:TenantApplication", name, {}, opts);
    const { bundle, labels, protect = true } = args;
    if (bundle.place === "pool") {
      const isProtected = protect && bundle.unprotected?.includes(poolData) !== true;
      new PoolTenant(name, { ...bundle, labels, protect: isProtected }, { parent: this });
      this.namespace = pulumi.output(bundle.pool.namespace);
    } else {
      const { namespaces } = new PaasBundle(name, { ...bundle, labels, protect }, { parent: this });
      this.namespace = namespaces.apply((all) => Object.values(all)[0] ?? "");
    }
    this.registerOutputs({ namespace: this.namespace });
  }
}

/** How the program renders a subscription of an application, and a cell what tenants share of it. */
export const saasComponent: ServiceComponent = {
  render(name, subscription, provider, protect) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as SaasBundle;
    const args = { bundle, labels: subscription.labels, protect };
    const component = new TenantApplication(name, args, { providers: [provider] });
    return { component, outputs: { namespace: component.namespace } };
  },
  renderShared(name, bundle, args, opts) {
    // As above, by this kind's `shared`.
    new SharedPool(name, { ...(bundle as unknown as SharedPoolPlan), ...args }, opts);
  },
};
