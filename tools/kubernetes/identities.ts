import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";

/**
 * Who talks to a local API server. The scheduler and the controller manager are who they are in every cluster, so that
 * roles and policies which get in their way are found.
 */
export const identities = {
  admin: { user: "admin", groups: "system:masters" },
  controllerManager: { user: "system:kube-controller-manager", groups: "" },
  scheduler: { user: "system:kube-scheduler", groups: "" },
} as const;

/** One of {@link identities}. */
export type IdentityName = keyof typeof identities;

/** The token of each identity. */
export type Tokens = Readonly<Record<IdentityName, string>>;

/** Makes a token for every identity and writes the file that the API server knows them by. */
export function writeTokens(file: string): Tokens {
  const token = (): string => randomBytes(32).toString("hex");
  const tokens = { admin: token(), controllerManager: token(), scheduler: token() };
  const lines = Object.entries(identities).map(([name, { user, groups }], index) =>
    [tokens[name as IdentityName], user, String(index + 1), `"${groups}"`].join(","),
  );
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return tokens;
}

/** Makes the keys that tokens of service accounts are signed with and checked by. */
export function writeServiceAccountKeys(privateFile: string, publicFile: string): void {
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(privateFile, keys.privateKey, { mode: 0o600 });
  writeFileSync(publicFile, keys.publicKey);
}

/** Writes the kubeconfig of an identity; its context is `local`. JSON is YAML: a path with any character in it stays one string. */
export function writeKubeconfig(
  file: string,
  server: string,
  authority: string,
  name: IdentityName,
  tokens: Tokens,
): void {
  const content = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "local", cluster: { server, "certificate-authority": authority } }],
    users: [{ name, user: { token: tokens[name] } }],
    contexts: [{ name: "local", context: { cluster: "local", user: name } }],
    "current-context": "local",
  };
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
}
