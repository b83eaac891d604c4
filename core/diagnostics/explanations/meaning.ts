import type { Explanation } from "./explanation.ts";

/** TEN2xx: what a document means in its estate. */
export const meaning = {
  TEN200: {
    cause: "An id is declared in two files, and the two would become one stack. The message names the first place.",
    remedy: "Give one of them another id, or delete one of the files.",
    example: { file: "tenants/globex.yaml", wrong: "id: acme", right: "id: globex" },
  },
  TEN201: {
    cause: "A file is named like what it declares, so that people find it and a copy that was not adapted shows.",
    remedy: "Rename or move the file, or correct the id, name or version in its metadata.",
    example: { file: "tenants/acme.yaml", wrong: "id: acme-gmbh", right: "id: acme" },
  },
  TEN202: {
    cause: "No file of the catalogue declares the tier, or no version of it is released to the tenant's ring.",
    remedy:
      "Choose a tier that the message lists, or add it to the catalogue. A tier without a version follows the tenant's ring; `name@version` pins it.",
    example: { file: "tenants/acme.yaml", wrong: "tier: gold@1", right: "tier: standard@1" },
  },
  TEN203: {
    cause: "The provider sells in the regions of the estate's `spec.regions` only, and this is none of them.",
    remedy: "Choose one of them. To sell in a new region, add it there, and a cell in it.",
    example: { file: "tenants/acme.yaml", wrong: "region: us-east-1", right: "region: eu-central-1" },
  },
  TEN204: {
    cause:
      "The subscription names a cell that does not exist, is in another region or runs another target than the service needs; or it names none, and not exactly one fits.",
    remedy: "Name a cell that the message lists, or add one to the estate's `spec.cells`.",
    example: { file: "tenants/globex.yaml", wrong: "cell: eu-central-1-main", right: "cell: eu-shared-1" },
  },
  TEN205: {
    cause: "The service is none of the kinds that this version of Tenantry can provision.",
    remedy: "Correct the name to one of those that the message lists.",
    example: { file: "tenants/acme.yaml", wrong: "service: iass", right: "service: iaas" },
  },
  TEN206: {
    cause:
      "A subscription's name is part of the names of its resources, so two subscriptions of a tenant cannot share one.",
    remedy: "Rename the one that runs nothing yet: renaming the other builds its resources anew.",
    example: {
      file: "tenants/initech.yaml",
      wrong: "- name: web\n  service: paas",
      right: "- name: apps\n  service: paas",
    },
  },
  TEN207: {
    cause:
      "A tenant's network has to lie inside its cell's supernet, be of a size that the target takes, and overlap no other tenant's in the same cell. Egress that an environment declares leads to public addresses, never to where a cluster's own are.",
    remedy: "Choose a free range inside the supernet, or an address, as the message allows.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "network: { cidr: 192.168.0.0/20 }",
      right: "network: { cidr: 10.40.0.0/20 }",
    },
  },
  TEN208: {
    cause:
      "The order asks for more than the tier and its add-ons grant. What the platform adds for itself does not count.",
    remedy: "Order less, add an add-on, or choose the tier that the message names.",
    example: { file: "tenants/initech.yaml", wrong: "buckets: [assets, backups]", right: "buckets: [assets]" },
  },
  TEN209: {
    cause:
      "Names at the target are computed from the manifest's. One of them would be too long, be forbidden there, or be the same as another's.",
    remedy: "Change the part of the name that the message points to.",
    example: { file: "tenants/acme.yaml", wrong: "buckets: [assets, assets]", right: "buckets: [assets, backups]" },
  },
  TEN210: {
    cause:
      "The declaration of a cell or a tier contradicts itself or another: an id twice, a zone of another region, supernets that overlap, dates in the wrong order, successors in a circle.",
    remedy: "Correct the field at the caret.",
    example: {
      file: "estate.yaml",
      wrong: "zones: [eu-central-1a, eu-west-1b, eu-central-1c]",
      right: "zones: [eu-central-1a, eu-central-1b, eu-central-1c]",
    },
  },
  TEN211: {
    cause: "The add-on is not in the catalogue, cannot be had with the subscription's tier, or is there twice.",
    remedy: "Choose one that the message lists, or remove it.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "tier: standard@1\naddOns: [more-buckets@1]",
      right: "tier: standard@1",
    },
  },
  TEN212: {
    cause:
      "A cell has finite limits or capacity, and so have nodes that it keeps for one tenant; what is sold of them comes to more. Tenants are admitted by the day on which their contract starts, so the newest is the one that does not fit.",
    remedy: "Choose another cell, or enlarge this one at the target first and then in the estate.",
    example: {
      file: "estate.yaml",
      wrong: "limits: { vpcs: 1, buckets: 10000 }",
      right: "limits: { vpcs: 5, buckets: 10000 }",
    },
  },
  TEN213: {
    cause:
      "The contract says under which jurisdiction the tenant's data has to stay, and the region is not one that the estate's `spec.jurisdictions` lists for it.",
    remedy: "Choose one of the regions that the message lists, or correct the jurisdiction.",
    example: {
      file: "estate.yaml",
      wrong: "contract: { currency: EUR, billing: monthly, residency: CH }",
      right: "contract: { currency: EUR, billing: monthly, residency: EU }",
    },
  },
  TEN214: {
    cause:
      "Maintenance windows follow the customer's clock, through summer and winter time. That takes a name of the IANA time zone database; an offset or an abbreviation does not say it.",
    remedy: "Name the zone by its region and city, such as Europe/Berlin.",
    example: {
      file: "tenants/acme.yaml",
      wrong: 'maintenance: { window: "Sun 02:00-04:00", timeZone: Europe/Bern }',
      right: 'maintenance: { window: "Sun 02:00-04:00", timeZone: Europe/Berlin }',
    },
  },
  TEN215: {
    cause: "The window begins and ends at the same time, so that planned changes could never happen.",
    remedy: "Let it end later. A window that ends before it begins goes on past midnight.",
    example: {
      file: "tenants/acme.yaml",
      wrong: 'maintenance: { window: "Sun 02:00-02:00", timeZone: Europe/Berlin }',
      right: 'maintenance: { window: "Sun 02:00-04:00", timeZone: Europe/Berlin }',
    },
  },
  TEN216: {
    cause:
      "What customers have bought must not change under them: a published tier or add-on version is held by its digest in `catalogue.lock`. This one differs from it, is gone, or is a draft that a real target would get.",
    remedy: "Undo the change and publish a new version instead. A draft is published by `tenantry catalogue publish`.",
    example: {
      file: "catalogue/iaas/standard@1.yaml",
      wrong: "entitlements: { buckets: 10 }",
      right: "entitlements: { buckets: 5 }",
    },
  },
  TEN217: {
    cause: "The version has a day from which it is deprecated or retired, and that day has come.",
    remedy:
      "Move the subscription to the successor that the message names. A deprecated version still works; a retired one does not.",
  },
  TEN218: {
    cause:
      "Between what runs and what the manifest asks for lies a change that the tier does not allow, or that would lose data: a tier that is not among its moves, too early, a service or cell that is another, or less than is in use.",
    remedy:
      "Go by a move that the tier lists, at its time, and make one change after the other. What would lose data is ordered anew under another name, and its data moved before the old one ends.",
  },
  TEN219: {
    cause:
      "The waiver is for a tenant that the estate does not have, or for a rule that does not exist, so it excuses nothing and would lie in wait for one of that name.",
    remedy: "Correct the tenant or the rule, or remove the waiver.",
    example: { file: "waivers.yaml", wrong: "tenant: acmee", right: "tenant: acme" },
  },
  TEN220: {
    cause:
      "The tier lets a subscription make this move only after somebody has approved it, and the manifest names nobody.",
    remedy: "Have it approved, and write down in the subscription's `move` by whom.",
  },
  TEN221: {
    cause:
      "Something is ordered that this tier does not have at all, or in a way that it cannot be had there: a size that it does not list, a load balancer where there is one zone.",
    remedy: "Change the order as the message says, or move to a tier that has it; `tenantry tiers` compares them.",
  },
  TEN222: {
    cause:
      "The cell is kept for another tenant, is shared where the tier promises an account of the tenant's own, or lacks what the order needs of it.",
    remedy: "Choose another cell. One that lacks something gets it in the estate's `spec.cells`.",
  },
  TEN223: {
    cause:
      "In `spec.policies` a rule is named that the policy pack does not have, so nothing would be enforced as it says; or settings are given to a rule that has none.",
    remedy: "Correct the rule's name by the reference of the policies, or remove the entry.",
  },
  TEN224: {
    cause:
      "An approval lets through exactly the steps whose digests it names, and the plan's digest is made of them. These do not belong together, so it was changed after it was given.",
    remedy: "Take the file back as it was given, or have the plan approved anew by `tenantry approve`.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
