import type { Holding } from "../../../../fleet/settle/holding.ts";
import type { Places } from "../../../../fleet/settle/places.ts";

/** Cells that are places of their own, whose targets keep no URNs. */
export const plainPlaces: Places = {
  has: () => true,
  placeOf: (cell) => cell,
  regionOf: () => "eu-central-1",
  keepsUrns: () => false,
};

/** Cells of the sandbox. */
export const sandboxPlaces: Places = { ...plainPlaces, keepsUrns: () => true };

/** The reference to the provider of a cell, as a state has it. */
export const providerOf = (cell: string, target = "aws"): string =>
  `urn:pulumi:acme::tenantry::pulumi:providers:${target}::${cell}::0f1e`;

/** A URN in the stack of acme. */
export const urnOf = (type: string, name: string): string => `urn:pulumi:acme::tenantry::${type}::${name}`;

/** A VPC of acme's that the cell `main` holds. */
export const vpc = (more: Partial<Holding> = {}): Holding => ({
  stack: "acme",
  cell: "main",
  type: "aws:ec2/vpc:Vpc",
  id: "vpc-1",
  name: "acme--web",
  tags: { "tenantry:tenant": "acme", Name: "acme--web" },
  created: null,
  arn: `arn:aws:ec2:eu-central-1:111122223333:vpc/${more.id ?? "vpc-1"}`,
  ...more,
});

/** A resource as a state has it. */
export const inState = (type: string, name: string, more: object = {}): object => ({
  urn: urnOf(type, name),
  type,
  custom: true,
  provider: providerOf("main"),
  ...more,
});

/** The provider of the cell `main`, as a state has it. */
export const mainProvider = {
  urn: urnOf("pulumi:providers:aws", "main"),
  type: "pulumi:providers:aws",
  id: "0f1e",
  custom: true,
};
