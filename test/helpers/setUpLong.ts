/** Run once before the long tests: no test's time should go into getting the Pulumi CLI a tool of Python's or Mustang. */
import getPulumi from "./getPulumi.ts";
import { getMustang } from "./mustang.ts";
import { getPythonTools } from "./pythonTools.ts";

/** Jest's global set-up. */
export default async function setUpLong(): Promise<void> {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  await Promise.all([getPulumi(), getPythonTools(onProgress), getMustang(onProgress)]);
}
