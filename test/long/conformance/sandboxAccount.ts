/** The sandbox as a case's account: the provider's own code, in this process. */
import type { SimulatedAws } from "../../helpers/simulatedAws.ts";
import type { Made as Simulated } from "../../helpers/simulatedAws.ts";
import { TargetError } from "../../../sandbox/provider/errors.ts";
import type { Properties } from "../../../sandbox/provider/values.ts";
import type { Account, Made, Verdict } from "./account.ts";
import type { Inputs, Token } from "./inputs.ts";

/** Does something with an empty account of a sandbox. One at a time: the sandbox is told each time which account it is. */
export async function inSandbox<R>(
  aws: SimulatedAws,
  number: string,
  work: (account: Account) => Promise<R>,
): Promise<R> {
  await aws.configure({ assumeRoles: [{ roleArn: `arn:aws:iam::${number}:role/conformance` }] });
  const known = new Map<string, Simulated>();
  const remember = <T extends Token>(type: T, inputs: Inputs[T], simulated: Simulated): Made<T> => {
    known.set(`${type} ${simulated.id}`, simulated);
    const { arn } = simulated.outputs;
    return { type, id: simulated.id, inputs, arn: typeof arn === "string" ? arn : "" };
  };
  const simulatedOf = ({ type, id }: Made): Simulated => {
    const simulated = known.get(`${type} ${id}`);
    if (simulated === undefined) throw new Error(`no ${type} ${id} was made in this account`);
    return simulated;
  };
  return await work({
    number,
    create: async (type, inputs) => remember(type, inputs, await aws.create(type, properties(inputs))),
    update: async (made, changes) =>
      remember(made.type, { ...made.inputs, ...changes }, await aws.update(simulatedOf(made), properties(changes))),
    delete: async (made) => {
      await aws.delete(simulatedOf(made));
    },
  });
}

/** Inputs as they come from a program: plain JSON. */
const properties = (inputs: unknown): Properties => JSON.parse(JSON.stringify(inputs)) as Properties;

/** What the sandbox says of a refusal: AWS's code, or none for what is refused in a preview. */
export function sandboxRefusal(error: unknown): Verdict {
  if (!(error instanceof Error)) throw error;
  return { code: error instanceof TargetError ? error.code : undefined, message: error.message };
}
