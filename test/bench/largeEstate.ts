import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { baseTexts } from "../helpers/estateFiles.ts";

/** Writes the tests' own estate with many more tenants, by turns on AWS and on Kubernetes, and cells that have room for them. */
export function writeLargeEstate(directory: string, tenants: number): void {
  for (const [name, text] of Object.entries(largeEstate(tenants))) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}

/** Texts by file name. */
function largeEstate(tenants: number): Record<string, string> {
  const { "tenants/acme.yaml": aws = "", "tenants/globex.yaml": kubernetes = "", ...base } = baseTexts();
  const shared = Object.entries(base).filter(([name]) => !name.startsWith("tenants/"));
  const room: readonly (readonly [from: RegExp, to: string])[] = [
    [/supernet: \S+/, "supernet: 10.0.0.0/8"],
    [/limits: \{.*?\}/, "limits: { vpcs: 10000, buckets: 1000000 }"],
    [/capacity: \{.*?\}/, "capacity: { vcpu: 100000, memoryGiB: 1000000, storageGiB: 10000000, pods: 150000 }"],
  ];
  const estate = room.reduce((text, [from, to]) => text.replace(from, to), base["estate.yaml"] ?? "");
  const many = Array.from({ length: tenants }, (_, index): [string, string] => {
    const id = `tenant-${String(index).padStart(5, "0")}`;
    const network = `10.${String(index >> 8)}.${String(index & 255)}.0/24`;
    const text =
      index % 2 === 0
        ? aws.replace(/\bacme$/m, id).replace(/cidr: \S+/, `cidr: ${network}`)
        : kubernetes
            .replace(/\bglobex$/m, id)
            .replace("tier: standard", "tier: starter")
            .replace("[prod, staging]", "[prod]");
    return [`tenants/${id}.yaml`, text];
  });
  return { ...Object.fromEntries(shared), "estate.yaml": estate, ...Object.fromEntries(many) };
}
