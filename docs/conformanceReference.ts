import type { Case } from "../test/long/conformance/case.ts";
import { cases } from "../test/long/conformance/cases/all.ts";
import { differenceOf } from "../test/long/conformance/differences/all.ts";

const serviceOf = ({ operation }: Case): string => operation.replace(/:.*/, "");

/** The reference of what the sandbox was compared with moto in, as Markdown. */
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
  return `# The sandbox against moto

A test (\`test/long/conformance/\`) does ${String(cases.length)} operations on AWS resources both in the sandbox and on
[moto](https://docs.getmoto.org/), a simulation of AWS that others make. Its table says what AWS answers: "accepted" or an error code.
The sandbox has to answer that, and so has moto; what moto answers otherwise is listed below with its reason. The test also fails
when a listed difference is none any more.

Inputs that the provider refuses before AWS is asked are refused by the sandbox in a preview and have no code there; the code in the
table is the one that AWS would give.

| service | operations | refused in a preview | moto differs |
| ------- | ---------: | -------------------: | -----------: |
${services.join("\n")}

## Where moto differs

AWS and the sandbox agree in all of these.

| operation | with | AWS | moto | why |
| --------- | ---- | --- | ---- | --- |
${differences.join("\n")}
`;
}
