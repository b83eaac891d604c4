import { describe, expect, test } from "@jest/globals";

import { mayNeedApproval, type KeptResource } from "../../../../core/guard/mayNeedApproval.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { fleetSettings } from "../../../../core/schema/fleet.ts";
import { providerRules } from "../../../../fleet/diff/providerRules.ts";

const { guard } = fleetSettings.parse({});
const urn = (type: string, name: string): string => `urn:pulumi:acme::tenantry::${type}::${name}`;
const providerUrn = urn("pulumi:providers:aws", "main");
const provider = { type: "pulumi:providers:aws", name: "main", urn: providerUrn, inputs: { region: "eu-central-1" } };

const resource = (
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  given: Partial<RenderedResource> = {},
): RenderedResource => ({
  type,
  name,
  urn: urn(type, name),
  provider: providerUrn,
  inputs,
  madeUp: { id: `${name}-made-up` },
  ...given,
});
const vpc = resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16", tags: { a: "1" } });
const volume = resource(
  "aws:ebs/volume:Volume",
  "data",
  { availabilityZone: "eu-central-1a", size: 20, tags: { a: "1" } },
  { protect: true },
);
const subnet = resource(
  "aws:ec2/subnet:Subnet",
  "a",
  { vpcId: "net-made-up", cidrBlock: "10.0.0.0/24" },
  { propertyDependencies: { vpcId: [vpc.urn] } },
);
const all = [provider, vpc, volume, subnet];

/** What a state has of resources that were applied: real ids in the place of those that were made up. */
const kept = (resources: readonly RenderedResource[]): KeptResource[] =>
  resources.map(({ urn: own, type, name, inputs, protect, provider: reference }) => ({
    urn: own,
    type,
    id: `${name}-real`,
    protect: protect ?? false,
    retainOnDelete: false,
    provider: reference === undefined ? "" : `${reference}::1234`,
    inputs: JSON.parse(JSON.stringify(inputs).replaceAll("made-up", "real")) as Record<string, unknown>,
    outputs: {},
  }));
const simulated = { settings: guard, rulesFor: () => providerRules };
const real = { settings: guard, rulesFor: () => undefined };
const changed = (of: RenderedResource, given: Partial<RenderedResource>): RenderedResource[] =>
  all.map((each) => (each === of ? { ...each, ...given } : each));

describe("whether an up may need an approval", () => {
  test("is a certain no where all is as it was, whoever knows the rules", () => {
    expect(mayNeedApproval(kept(all), all, simulated)).toBe(false);
    expect(mayNeedApproval(kept(all), all, real)).toBe(false);
    expect(mayNeedApproval([], all, real)).toBe(false);
  });

  test.each<[string, readonly RenderedResource[], boolean, boolean]>([
    ["something comes", [...all, resource("aws:ec2/vpc:Vpc", "other", {})], false, false],
    ["what holds nothing goes", all.filter((each) => each !== subnet), false, false],
    ["what holds data goes", all.filter((each) => each !== volume), true, true],
    [
      "what holds data is changed in place",
      changed(volume, { inputs: { ...volume.inputs, tags: { a: "2" } } }),
      false,
      true,
    ],
    [
      "what holds data is replaced",
      changed(volume, { inputs: { ...volume.inputs, availabilityZone: "eu-central-1b" } }),
      true,
      true,
    ],
    ["a protection of the engine's falls", changed(volume, { protect: false }), true, true],
    [
      "what holds data gets another provider",
      changed(volume, { provider: urn("pulumi:providers:aws", "new") }),
      true,
      true,
    ],
    [
      "a network is replaced in which nothing holds data",
      changed(vpc, { inputs: { ...vpc.inputs, cidrBlock: "10.1.0.0/16" } }),
      false,
      false,
    ],
    ["a provider goes", all.filter((each) => each !== provider), true, true],
  ])("where %s", (_what, rendered, bySandbox, byReal) => {
    expect(mayNeedApproval(kept(all), rendered, simulated)).toBe(bySandbox);
    expect(mayNeedApproval(kept(all), rendered, real)).toBe(byReal);
  });

  test("is a yes where what holds data depends on what is made anew", () => {
    const encrypted = {
      ...volume,
      inputs: { ...volume.inputs, kmsKeyId: "net-made-up" },
      propertyDependencies: { kmsKeyId: [vpc.urn] },
    };
    const before = [provider, vpc, encrypted];
    expect(mayNeedApproval(kept(before), before, simulated)).toBe(false);
    const after = [provider, { ...vpc, inputs: { cidrBlock: "10.1.0.0/16" } }, encrypted];
    expect(mayNeedApproval(kept(before), after, simulated)).toBe(true);
  });

  test("is a yes where much goes, whatever it is", () => {
    const many = Array.from({ length: 40 }, (_, index) => resource("aws:ec2/vpc:Vpc", `n${String(index)}`, {}));
    expect(mayNeedApproval(kept([provider, ...many]), [provider, ...many.slice(16)], simulated)).toBe(false);
    expect(mayNeedApproval(kept([provider, ...many]), [provider, ...many.slice(17)], simulated)).toBe(true);
  });
});
