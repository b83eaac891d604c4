/** Starts the language host and prints its port for the engine. Arguments: the engine's flags, then its address. */
import { serveLanguageHost } from "./server.ts";

const engine = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
const { port, stop } = await serveLanguageHost(engine);
// The engine ends its plugins by an interrupt and kills what is still there five seconds later.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
process.stdout.write(`${String(port)}\n`);
