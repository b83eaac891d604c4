import { kindOf, type FocusService, type ServiceKinds } from "../kinds/serviceKind.ts";

/** What belongs to no service, such as taxes, or to one that is no longer sold. */
const other: FocusService = { category: "Other", subcategory: "Other (Other)" };

/** The category and subcategory of a service by its id; null for what belongs to none. */
export function focusServiceOf(kinds: ServiceKinds, service: string | null): FocusService {
  return kindOf(kinds, service ?? "")?.focus ?? other;
}
