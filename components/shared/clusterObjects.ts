import { cellLabelKey, tenantLabelKey } from "../../core/resolve/tags.ts";

/**
 * What the stack of a cell and the stacks of its tenants have to agree on: names of shared objects, and the labels and annotations
 * by which a cluster's policies know tenants. Nobody but the platform may change a namespace or a node, so what stands on one is true.
 */

/** The key of the label of a tenant's namespaces, and of the label and the taint (`NoSchedule`) of nodes kept for one tenant; its value is the tenant's id. */
export const tenantKey = tenantLabelKey;

/** The label of a tenant's namespaces that says whether their pods run on nodes of the tenant's `own` or on `shared` ones. */
export const nodesKey = "tenantry.dev/nodes";

/** The label of a tenant's namespaces that names the one {@link PriorityName} their pods may have. */
export const priorityKey = "tenantry.dev/priority";

/** The annotation of a tenant's namespaces with the hosts that routes in them may answer for, separated by commas. */
export const hostsKey = "tenantry.dev/hosts";

/** The annotation of a tenant's namespaces with the beginnings of images that the tenant brings itself, separated by commas. */
export const registriesKey = "tenantry.dev/registries";

/**
 * The label of a namespace that objects of several tenants are in, which the cell's stack has. Whoever writes there is the platform; each
 * object has a tenant's label of its own and says itself, by {@link hostsKey}, for which hosts it answers.
 */
export const sharedKey = "tenantry.dev/shared";

/**
 * The label of the namespace that a cell's gateway is in, which traffic from outside comes through. A namespace of a tenant's
 * never has it: nobody but the platform may label namespaces.
 */
export const gatewayLabel = { "tenantry.dev/gateway": "true" } as const;

/** The label of everything that a cell's stack has; its value is the cell's id. On {@link cellNamespace} it says that the cell is prepared. */
export const cellKey = cellLabelKey;

/** The namespace that a cell's gateway is in. */
export const cellNamespace = "tenantry-cell";

/** The class of gateways, and the one gateway of a cell in {@link cellNamespace}. */
export const gatewayName = "tenantry";

/** The class of the volumes that customers order. */
export const volumeClass = "tenantry";

/** The class of volumes of databases; the platform's alone. */
export const databaseVolumeClass = "tenantry-database";

/** How early pods of a tier are placed, and how late they give way. */
export const priorityNames = ["low", "normal", "high"] as const;

/** How early pods of a tier are placed, and how late they give way. */
export type PriorityName = (typeof priorityNames)[number];

/** The priority class of a tier's pods. */
export const priorityClass = (name: PriorityName): string => `tenantry-${name}`;

/** The priority class of what the platform runs for a tenant, such as a database. A quota tells by it what is not the customer's. */
export const platformPriorityClass = "tenantry-platform";
