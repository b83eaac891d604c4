import { clusterCases } from "../test/cluster/conformance/cases/all.ts";
import { NOT_COMPARED } from "../test/cluster/conformance/notCompared.ts";
import type { Case } from "../test/long/conformance/case.ts";
import { cases } from "../test/long/conformance/cases/all.ts";
import { differenceOf } from "../test/long/conformance/differences/all.ts";

const serviceOf = ({ operation }: Case): string => operation.replace(/:.*/, "");

/** How many operations of each kind are done on a real API server, and how they end. */
function clusterTable(): string {
  const kinds = [...new Set(clusterCases.map(({ token }) => token))];
  return kinds
    .map((token) => {
      const own = clusterCases.filter((item) => item.token === token);
      const reasons = own.map(({ outcome }) => outcome).filter((outcome) => /^[A-Z]/.test(outcome));
      const inPlace = own.some(({ outcome }) => outcome === "updated");
      const replaced = own.filter(({ outcome }) => outcome === "replaced").map(({ what }) => what);
      return `| \`${token.replace("kubernetes:", "")}\` | ${String(own.length)} | ${inPlace ? "yes" : "no"} | ${replaced.join(", ") || "–"} | ${[...new Set(reasons)].sort().join(", ") || "–"} |`;
    })
    .join("\n");
}

/** The reference of what the sandbox was compared with, and in what, as Markdown. */
export function conformanceReference(): string {
  const services = [...new Set(cases.map(serviceOf))].map((service) => {
    const own = cases.filter((item) => serviceOf(item) === service);
    const different = own.filter((item) => differenceOf(item) !== undefined);
    const previewed = own.filter(({ inPreview }) => inPreview !== undefined);
    return `| ${service} | ${String(own.length)} | ${String(previewed.length)} | ${String(different.length)} |`;
  });
  const differences = cases.flatMap((item) => {
    const { operation, what, verdict } = item;
    const difference = differenceOf(item);
    return difference === undefined
      ? []
      : [`| \`${operation}\` | ${what} | ${verdict} | ${difference.moto} | ${difference.because} |`];
  });
  return `# What the sandbox was compared with

## AWS: moto

A test (\`test/long/conformance/\`) does ${String(cases.length)} operations on AWS resources both in the sandbox and on
[moto](https://docs.getmoto.org/), a simulation of AWS that others make. Its table says what AWS answers: "accepted" or an error code.
The sandbox has to answer that, and so has moto; what moto answers otherwise is listed below with its reason. The test also fails
when a listed difference is none any more.

Inputs that the provider refuses before AWS is asked are refused by the sandbox in a preview and have no code there; the code in the
table is the one that AWS would give.

| service | operations | refused in a preview | moto differs |
| ------- | ---------: | -------------------: | -----------: |
${services.join("\n")}

### Where moto differs

AWS and the sandbox agree in all of these.

| operation | with | AWS | moto | why |
| --------- | ---- | --- | ---- | --- |
${differences.join("\n")}

## Kubernetes: a real API server

Another test (\`test/cluster/conformance.test.ts\`) does ${String(clusterCases.length)} operations on Kubernetes objects both in the sandbox and, through the
real Pulumi provider, on a real API server with controllers, a scheduler and simulated nodes. In both they end as the test's table says:
done, or refused for the API server's reason; \`Timeout\` is the provider's, which waits for what never gets ready. Outputs that
programs use are compared as well.

| kind | operations | changes in place | replaced for | refusals |
| ---- | ---------: | ---------------- | ------------ | -------- |
${clusterTable()}

### Where a real cluster differs

These stay, and are in no comparison.

| what | sandbox | real cluster | why |
| ---- | ------- | ------------ | --- |
${NOT_COMPARED.map(({ what, sandbox, real, because }) => `| ${what} | ${sandbox} | ${real} | ${because} |`).join("\n")}
`;
}
