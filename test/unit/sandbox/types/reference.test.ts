import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { awsTypes } from "../../../../sandbox/types/aws/table.ts";
import { kubernetesTypes } from "../../../../sandbox/types/kubernetes/table.ts";
import { LIMITS } from "../../../../sandbox/types/limits.ts";

const reference = readFileSync("docs/reference/sandbox.md", "utf8");

test.each([...awsTypes, ...kubernetesTypes].map(({ token }) => token))("the reference page lists %s", (token) => {
  expect(reference).toContain(`\`${token.split(":")[2] ?? ""}\``);
});

test.each(Object.entries(LIMITS))("the reference page has the limit %s and its default", (name, { standard }) => {
  expect(reference).toMatch(new RegExp(`\\| \`${name}\` +\\| +${String(standard)} \\|`));
});
