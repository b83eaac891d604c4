/** Entry point of the `aws` sandbox plugin; see install.ts for how the engine gets to start it. */
import { enableCompileCache } from "node:module";

enableCompileCache();
const [{ serve }, { awsTarget }] = await Promise.all([import("./provider/serve.ts"), import("./types/aws/target.ts")]);
await serve(awsTarget, process.argv.slice(2));
