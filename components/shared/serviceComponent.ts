import type { ComponentResource, ComponentResourceOptions, Input, ProviderResource } from "@pulumi/pulumi";

import type { Json } from "../../core/kinds/serviceKind.ts";
import type { ResolvedSubscription } from "../../core/resolve/resolvedTenant.ts";

/** How the program renders one subscription, whatever its kind. */
export interface ServiceComponent {
  /**
   * Creates the subscription's component resource.
   *
   * @param name the component's name, unique in the stack.
   * @param provider the provider of the subscription's cell.
   * @param protect whether parts with data are protected against deletion, as they are but for when a tenant goes.
   * @returns the component and what of it is worth a stack output.
   */
  render(
    name: string,
    subscription: ResolvedSubscription,
    provider: ProviderResource,
    protect: boolean,
  ): { readonly component: ComponentResource; readonly outputs: Readonly<Record<string, Input<unknown>>> };
  /**
   * Creates what tenants of one tier share in a cell, in the stack of the cell; there where the kind has `shared`.
   *
   * @param name the component's name, unique in the stack.
   * @param bundle as the kind's `shared` planned it.
   */
  readonly renderShared?: (
    name: string,
    bundle: Json,
    args: {
      /** Labels of every object. */
      readonly labels: Readonly<Record<string, string>>;
      /** Whether parts with data are protected against deletion. */
      readonly protect: boolean;
    },
    opts: ComponentResourceOptions,
  ) => void;
}
