import { isIn, object, or, text, textAt, texts, when } from "./cel.ts";
import { requests, validatingPolicy, type ValidatingPolicy } from "./policy.ts";
import { isCluster, isPlatform } from "./subjects.ts";

/** The type of secrets that the cluster puts tokens of accounts into, and that of tokens that nodes join with. */
const tokenTypes = ["kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token"];

/** A secret of the cluster's own types is filled with a token for whatever account it names, which no role lets a customer ask for. */
export function credentialsPolicy(): ValidatingPolicy {
  return validatingPolicy({
    name: "credentials",
    resources: [requests("", ["secrets"], ["CREATE", "UPDATE"])],
    rules: [
      {
        name: "tokenSecrets",
        unless: or(isCluster, isPlatform),
        offenders: when(isIn(textAt(object, "type"), texts(tokenTypes)), textAt(object, "type")),
        wrong: "secrets hold no tokens of the cluster",
        allowed: text("any other type, such as Opaque"),
      },
    ],
  });
}
