/** Entry point of the `kubernetes` sandbox plugin; see install.ts for how the engine gets to start it. */
import { enableCompileCache } from "node:module";

enableCompileCache();
const [{ serve }, { kubernetesTarget }] = await Promise.all([
  import("./provider/serve.ts"),
  import("./types/kubernetes/target.ts"),
]);
await serve(kubernetesTarget, process.argv.slice(2));
