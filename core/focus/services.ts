/** A service's place among FOCUS's categories. */
export interface FocusService {
  readonly category: string;
  readonly subcategory: string;
}

const services: ReadonlyMap<string, FocusService> = new Map(
  Object.entries({
    iaas: { category: "Compute", subcategory: "Virtual Machines" },
    paas: { category: "Compute", subcategory: "Containers" },
  }),
);

/** What belongs to no service, such as taxes, or to one that nobody has put into a category. */
const other: FocusService = { category: "Other", subcategory: "Other (Other)" };

/** The category and subcategory of a service by its id (Cost and Usage: ServiceCategory, ServiceSubcategory), which are allowed values. */
export function focusServiceOf(service: string | null): FocusService {
  return services.get(service ?? "") ?? other;
}
