/** moto as a case's account: the provider's calls of the same meaning, made with the AWS SDK. */
import type { Account, Made, Verdict } from "./account.ts";
import type { Inputs, Token } from "./inputs.ts";
import { accessAdapters } from "./moto/access.ts";
import type { Adapter, Adapters, Remote } from "./moto/adapter.ts";
import { clientsOf } from "./moto/clients.ts";
import { computeAdapters } from "./moto/compute.ts";
import { databaseAdapters } from "./moto/database.ts";
import { networkAdapters } from "./moto/network.ts";
import { operationsAdapters } from "./moto/operations.ts";
import { securityAdapters } from "./moto/security.ts";
import { storageAdapters } from "./moto/storage.ts";

/** How each type of resource becomes calls. */
export const adapters: Adapters = {
  ...accessAdapters,
  ...computeAdapters,
  ...databaseAdapters,
  ...networkAdapters,
  ...operationsAdapters,
  ...securityAdapters,
  ...storageAdapters,
};

/** Does something with an empty account of a moto server. */
export async function inMoto<R>(url: string, number: string, work: (account: Account) => Promise<R>): Promise<R> {
  const clients = clientsOf(url, number);
  const known = new Map<string, Remote<never>>();
  const remoteOf = <T extends Token>({ type, id }: Made<T>): Remote<Inputs[T]> => {
    const remote = known.get(`${type} ${id}`);
    if (remote === undefined) throw new Error(`no ${type} ${id} was made in this account`);
    return remote as Remote<Inputs[T]>;
  };
  try {
    return await work({
      number,
      create: async (type, inputs) => {
        const adapter = adapters[type] as Adapter<Inputs[typeof type]>;
        const remote = await adapter(clients, inputs);
        known.set(`${type} ${remote.id}`, remote);
        return { type, id: remote.id, inputs, arn: remote.arn ?? "" };
      },
      update: async (made, changes) => {
        const { update } = remoteOf(made);
        const inputs = { ...made.inputs, ...changes };
        if (update === undefined) throw new Error(`${made.type} cannot be changed in a case yet`);
        await update(inputs);
        return { ...made, inputs };
      },
      delete: async (made) => {
        await remoteOf(made).remove();
      },
    });
  } finally {
    clients.destroy();
  }
}

/** What moto says of a refusal. The SDK names errors by their shapes; the code that went over the wire is beside it. */
export function motoRefusal(error: unknown): Verdict {
  if (!(error instanceof Error) || !("$metadata" in error)) throw error;
  const wire = "Code" in error && typeof error.Code === "string" ? error.Code : undefined;
  return { code: wire ?? error.name, message: error.message };
}
