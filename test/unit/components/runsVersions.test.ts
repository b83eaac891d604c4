import { expect, test } from "@jest/globals";

import { iaas } from "../../../components/iaas/kind.ts";
import { paas } from "../../../components/paas/kind.ts";

test("infrastructure runs the engines of its databases and the images of its machines", () => {
  const bundle = {
    databases: [
      { name: "main", engine: "postgres-16" },
      { name: "shop", engine: "mysql-8.4" },
    ],
    machines: [
      { name: "web", image: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64" },
      { name: "old", image: "ami-0123456789abcdef0" },
    ],
  };
  const found = iaas.runsVersions(bundle);
  expect(found.map(({ product, version, part }) => `${part}: ${product} ${version}`)).toEqual([
    'database "main": rds-postgres 16',
    'database "shop": rds-mysql 8.4',
    'machines "web": amazon-linux 2023',
    'machines "old": machine-image ami-0123456789abcdef0',
  ]);
  expect(found.map(({ upgrade }) => upgrade.choices.map(({ value }) => value))).toEqual([
    ["postgres-15", "postgres-16", "postgres-17", "postgres-18"],
    ["mysql-8.4"],
    [],
    [],
  ]);
  // Another major version is another database: no value raises one.
  expect(found.map(({ upgrade }) => upgrade.field)).toEqual([undefined, undefined, undefined, undefined]);
});

test("the platform runs a PostgreSQL in each environment that has one, and a value raises it", () => {
  const bundle = { databases: [{ environment: "prod", version: 16 }] };
  expect(paas.runsVersions(bundle)).toEqual([
    {
      product: "postgresql",
      version: "16",
      part: 'database of "prod"',
      upgrade: {
        choices: ["16", "17", "18"].map((version) => ({ version, value: version })),
        field: "database.version",
        advice: "Raise the version; the database stops for as long as that takes.",
      },
    },
  ]);
});
