import type { Estate } from "../../core/estate/estate.ts";
import type { Waiver } from "../../core/schema/waivers.ts";

/** The waivers of an estate, in the order of its file; those of some tenants alone where their ids are given. */
export function waiversOf({ waivers }: Pick<Estate, "waivers">, tenants?: ReadonlySet<string>): Waiver[] {
  return waivers
    .flatMap(({ manifest }) => manifest.spec.waivers)
    .filter(({ tenant }) => tenants === undefined || tenants.has(tenant));
}
