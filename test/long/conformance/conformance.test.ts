/**
 * The sandbox against AWS: every case has AWS's own verdict and error code, which the sandbox must give. Whether the table of
 * verdicts is right is held against a simulation of others' making, moto; where that one does otherwise, it is listed why.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { pythonToolOfSetUp } from "../../helpers/pythonTools.ts";
import { SimulatedAws } from "../../helpers/simulatedAws.ts";
import { testUnless } from "../../helpers/skip.ts";
import { startMoto, type MotoServer } from "../../../tools/moto/server.ts";
import { awsTypes } from "../../../sandbox/types/aws/table.ts";
import type { Verdict } from "./account.ts";
import type { Case } from "./case.ts";
import { cases } from "./cases/all.ts";
import { differenceOf, differences } from "./differences/all.ts";
import { judge } from "./judge.ts";
import { adapters, inMoto, motoRefusal } from "./motoAccount.ts";
import { inSandbox, sandboxRefusal } from "./sandboxAccount.ts";

const nameOf = ({ operation, what }: Case): string => `${operation}: ${what}`;
const serviceOf = ({ operation }: Case): string => operation.replace(/:.*/, "");
/** An account of its own for each case. Those of the sandbox begin with six zeros. */
const accountOf = (item: Case): string => String(cases.indexOf(item) + 1).padStart(12, "0");
const services = [...new Set(cases.map(serviceOf))];

test("there are at least forty operations, each with a name of its own", () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
});

/** Types without a case, and why. */
const NOT_COMPARED = {
  "aws:backup/selection:Selection": "moto has no selections",
  "aws:backup/vaultPolicy:VaultPolicy": "moto has no policies of vaults",
  "aws:budgets/budgetAction:BudgetAction": "moto has no actions of budgets",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
    "it takes over what is there, so that there is nothing to refuse",
  "aws:s3/accessPoint:AccessPoint": "its calls are of Amazon S3 Control, whose client is not among our packages",
};

test("each type of the sandbox is in a case", () => {
  const compared = [...Object.keys(adapters), ...Object.keys(NOT_COMPARED)];
  expect(compared.sort()).toEqual(awsTypes.map(({ token }) => token).sort());
});

test("each difference is one of a case, and of its code", () => {
  const listed = Object.entries(differences).flatMap(([operation, byName]) =>
    Object.keys(byName).map((what) => `${operation}: ${what}`),
  );
  const different = cases.filter((item) => differenceOf(item) !== undefined);
  expect(listed.sort()).toEqual(different.map(nameOf).sort());
  expect(different.filter((item) => differenceOf(item)?.moto === item.verdict)).toEqual([]);
});

describe("the sandbox gives AWS's verdict", () => {
  let aws: SimulatedAws;
  beforeAll(async () => {
    aws = await SimulatedAws.start();
  });
  afterAll(() => {
    aws.remove();
  });

  test.each(cases.map((item) => [nameOf(item), item] as const))("%s", async (_name, item) => {
    const { code, message } = await judge(item, (use) => inSandbox(aws, accountOf(item), use), sandboxRefusal);
    if (item.inPreview === undefined) expect([code, message]).toEqual([item.verdict, expect.any(String)]);
    else expect([code, message]).toEqual([undefined, expect.stringMatching(new RegExp(`^${item.inPreview} `))]);
  });
});

describe("moto gives AWS's verdict, but for the listed differences", () => {
  const moto = pythonToolOfSetUp("moto");
  const testWithMoto = testUnless(typeof moto === "string" ? moto : undefined);
  const verdicts = new Map<Case, Verdict>();
  let server: MotoServer | undefined;

  beforeAll(async () => {
    if (typeof moto === "string") return;
    const { url } = (server = await startMoto(moto, process.env));
    const queue = [...cases];
    // moto computes while a case waits for another one's answer.
    const work = async (): Promise<void> => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        const account = accountOf(item);
        verdicts.set(item, await judge(item, (use) => inMoto(url, account, use), motoRefusal));
      }
    };
    await Promise.all([work(), work(), work()]);
  });
  afterAll(() => server?.stop());

  for (const service of services) {
    testWithMoto(service, () => {
      const own = cases.filter((item) => serviceOf(item) === service);
      const wanted = own.map((item) => [nameOf(item), differenceOf(item)?.moto ?? item.verdict] as const);
      const given = own.map((item) => {
        const { code = "", message = "" } = verdicts.get(item) ?? {};
        const isWanted = code === (differenceOf(item)?.moto ?? item.verdict);
        return [nameOf(item), isWanted ? code : `${code}: ${message}`] as const;
      });
      expect(Object.fromEntries(given)).toEqual(Object.fromEntries(wanted));
    });
  }
});
