import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";

/** The load balancers of a bundle, as every version of this kind has planned them; older ones had none. */
const balancedMachines = z.looseObject({
  machines: z
    .array(
      z.looseObject({
        name: z.string(),
        loadBalancer: z
          .looseObject({ loadBalancerName: z.string(), internal: z.boolean(), deletionProtection: z.boolean() })
          .optional(),
      }),
    )
    .default([]),
});

/**
 * The protected load balancers that would go or be made anew, which AWS refuses halfway. Machines hold nothing that lasts, and neither
 * does a load balancer; but its address is known to others and never comes back.
 *
 * @param wanted undefined when the subscription ends.
 */
export function machinesChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = balancedMachines.parse(running).machines;
  const after = balancedMachines.parse(wanted ?? {}).machines;
  return before.flatMap(({ name, loadBalancer: runs }): StatefulChange[] => {
    if (runs?.deletionProtection !== true) return [];
    const becomes = after.find((other) => other.name === name)?.loadBalancer;
    const part = { part: `load balancer "${name}"`, id: `machines/${name}` };
    if (becomes === undefined) {
      const property = `machines.loadBalancer: ${runs.loadBalancerName} → none`;
      return [{ ...part, effect: "removed", property, fix: "Order it again, or end it in a change of its own." }];
    }
    const [was, is] = [runs, becomes].map(({ loadBalancerName, internal }) =>
      [loadBalancerName, internal ? "internal" : "public"].join(", "),
    );
    if (was === is) return [];
    return [
      {
        ...part,
        effect: "replaced",
        property: `machines.loadBalancer: ${was ?? ""} → ${is ?? ""}`,
        fix: "Keep it as it is; order machines of another name with such a load balancer, and lead the clients there.",
      },
    ];
  });
}
