import type { AnyServiceKind } from "../../core/kinds/serviceKind.ts";
import type { Rule } from "../../core/policies/rule.ts";
import type { ServiceComponent } from "./serviceComponent.ts";

/** A service kind with the ways to what is loaded only where something is rendered, judged or documented. */
export interface Service {
  readonly kind: AnyServiceKind;
  readonly component: () => Promise<ServiceComponent>;
  /** The rules about what its tiers promise. */
  readonly rules: () => Promise<readonly Rule[]>;
  /** Pages of the reference that the kind has of its own, as Markdown by their paths below docs/reference/. */
  readonly references?: () => Promise<Readonly<Record<string, string>>>;
}
