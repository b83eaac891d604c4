import { expect, test } from "@jest/globals";

import { dataResident } from "../../../policies/rules/tenancy/dataResident.ts";
import { namesOwn } from "../../../policies/rules/tenancy/namesOwn.ts";
import { ownAccount } from "../../../policies/rules/tenancy/ownAccount.ts";
import { providersBound } from "../../../policies/rules/tenancy/providersBound.ts";
import { judgedIn } from "../../helpers/judge.ts";
import { acme, apps, atTop, cells, ofWeb, stackOf, web } from "./tenantStack.ts";

const both = acme([web(), apps()]);
const account = "cell allowedAccountIds: allowedAccountIds should be that of a cell of the tenant's.";
const region = "cell region: region should be that of a cell of the tenant's.";

test.each([
  ["aws", { region: "eu-central-1", allowedAccountIds: '["111122223333"]' }, []],
  ["aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] }, []],
  ["aws", { region: "eu-central-1" }, [account]],
  ["aws", { region: "us-east-1", allowedAccountIds: ["111122223333"] }, [region]],
  ["aws", { region: "eu-central-1", allowedAccountIds: '["111122223333","999999999999"]' }, [account]],
  ["aws", {}, [account, region]],
  ["kubernetes", { context: "eu-shared-1" }, []],
  ["kubernetes", { context: "other" }, ["cell context: context should be that of a cell of the tenant's."]],
  ["kubernetes", {}, ["cell context: context should be that of a cell of the tenant's."]],
  ["gcp", { project: "x" }, ["cell: The provider should be of AWS or Kubernetes."]],
])("a provider of %s with %j", (kind, inputs, expected) => {
  expect(judgedIn(providersBound, stackOf(both, atTop(`pulumi:providers:${kind}`, "cell", inputs)))).toEqual(expected);
});

test("a tenant on the platform alone has no provider of AWS", () => {
  const aws = atTop("pulumi:providers:aws", "cell", { region: "eu-central-1", allowedAccountIds: '["111122223333"]' });
  expect(judgedIn(providersBound, stackOf(acme([apps()]), aws))).toEqual([account, region]);
});

const outside = (property: string): string =>
  `x ${property}: ${property} should be in a region of the tenant's residency.`;
const copying = (arn: string) => ({ rules: [{ copyActions: [{ destinationVaultArn: arn }] }] });

test.each([
  ["aws:ec2/vpc:Vpc", {}, []],
  ["aws:ec2/vpc:Vpc", { region: "eu-central-1" }, []],
  ["aws:ec2/subnet:Subnet", { availabilityZone: "eu-central-1b" }, []],
  ["aws:backup/vault:Vault", { region: "us-east-1" }, [outside("region")]],
  ["aws:ec2/subnet:Subnet", { availabilityZone: "us-east-1a" }, [outside("availabilityZone")]],
  ["aws:rds/cluster:Cluster", { availabilityZones: ["eu-central-1a", "us-east-1a"] }, [outside("availabilityZones.1")]],
  ["aws:dynamodb/table:Table", { replicas: [{ regionName: "us-east-1" }] }, [outside("replicas.0.regionName")]],
  [
    "aws:secretsmanager/secret:Secret",
    { replicas: [{ region: "eu-central-1" }, { region: "us-east-1" }] },
    [outside("replicas.1.region")],
  ],
  ["aws:backup/plan:Plan", copying("arn:aws:backup:eu-central-1:111122223333:backup-vault:x"), []],
  [
    "aws:backup/plan:Plan",
    copying("arn:aws:backup:us-east-1:111122223333:backup-vault:x"),
    [outside("rules.0.copyActions.0.destinationVaultArn")],
  ],
  ["aws:iam/role:Role", { region: "us-east-1" }, []],
])("%s with %j keeps data where it has to be", (type, inputs, expected) => {
  expect(judgedIn(dataResident, stackOf(both, ofWeb(type, "x", inputs)))).toEqual(expected);
});

test("copies lie where the cell has them", () => {
  const vault = ofWeb("aws:backup/vault:Vault", "x", { region: "eu-west-1" });
  expect(judgedIn(dataResident, stackOf(both, vault))).toEqual([]);
  const alone = web({ cell: { ...cells.aws, copyRegion: undefined } });
  expect(judgedIn(dataResident, stackOf(acme([alone]), vault))).toEqual([outside("region")]);
});

test("an estate that says its jurisdictions is taken at its word", () => {
  const settings = { "tenancy/data-resident": { jurisdictions: { EU: ["eu-west-1"] } } };
  const vault = ofWeb("aws:backup/vault:Vault", "x", { region: "eu-west-1" });
  expect(judgedIn(dataResident, { ...stackOf(both, vault), settings })).toEqual([]);
  const here = ofWeb("aws:backup/vault:Vault", "x", { region: "eu-central-1" });
  expect(judgedIn(dataResident, { ...stackOf(both, here), settings })).toEqual([outside("region")]);
  const other = { "tenancy/data-resident": { jurisdictions: { CH: ["eu-central-2"] } } };
  const far = ofWeb("aws:backup/vault:Vault", "x", { region: "us-east-1" });
  expect(judgedIn(dataResident, { ...stackOf(both, vault), settings: other })).toEqual([]);
  expect(judgedIn(dataResident, { ...stackOf(both, far), settings: other })).toEqual([outside("region")]);
});

test("data that may lie anywhere does", () => {
  const anywhere = acme([web()], { contract: {} });
  expect(
    judgedIn(dataResident, stackOf(anywhere, ofWeb("aws:backup/vault:Vault", "x", { region: "us-east-1" }))),
  ).toEqual([]);
});

test.each([
  [
    "aws:iam/role:Role",
    "name",
    ["acme--web--backup", "acme--web---abcdefghijkl"],
    ["globex--web", "acme-evil--web", "acme", undefined],
  ],
  ["aws:s3/bucket:Bucket", "bucket", ["northwind--acme--web--assets"], ["northwind--globex--web", "acme--web--assets"]],
  ["aws:kms/alias:Alias", "name", ["alias/tenantry/acme/web"], ["alias/tenantry/globex/web", "alias/acme"]],
  ["aws:resourcegroups/group:Group", "name", ["tenantry.acme--web"], ["acme--web"]],
  ["aws:backup/vault:Vault", "name", ["acme--web", "x---acme--web"], ["x--acme--web"]],
])("the %s of %s begins with the tenant's id", (type, property, good, bad) => {
  const judged = (name: unknown) => judgedIn(namesOwn, stackOf(both, ofWeb(type, "x", { [property]: name })));
  for (const name of good) expect(judged(name)).toEqual([]);
  for (const name of bad)
    expect(judged(name)).toEqual([`x ${property}: ${property} should begin with the tenant's id.`]);
});

test("a name that was too long keeps its beginning", () => {
  const id = "a-tenant-with-an-id-of-forty-characters1";
  const tenant = acme([web()], { id });
  const vault = (name: string) =>
    judgedIn(namesOwn, { ...stackOf(tenant, ofWeb("aws:backup/vault:Vault", "x", { name })), name: id });
  expect(vault(`${id.slice(0, 35)}---abcdefghijkl`)).toEqual([]);
  expect(vault(`${id.slice(0, 30)}-other---abcdefghijkl`)).toEqual(["x name: name should begin with the tenant's id."]);
});

const own = (tenant: string) => ({ ...cells.aws, tenant });

test.each([
  ["bridge", cells.aws, []],
  ["silo", own("acme"), []],
  ["silo", cells.aws, ["web: The subscription should be in a cell of the tenant's own, as its tier promises."]],
  ["silo", own("globex"), ["web: The subscription should not be in a cell that is kept for another tenant."]],
  ["bridge", own("globex"), ["web: The subscription should not be in a cell that is kept for another tenant."]],
])("a tier of the isolation %s (case %#)", (isolation, cell, expected) => {
  expect(judgedIn(ownAccount, stackOf(acme([web({ isolation, cell })])))).toEqual(expected);
});
