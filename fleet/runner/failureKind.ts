import type { FailureKind } from "../../core/results/runOutcome.ts";

/** Kinds of failures that may pass by themselves, so that it makes sense to try again. */
export type PassingKind = Extract<FailureKind, "throttled" | "conflict" | "transient">;

/**
 * Codes of errors by kind: those of AWS' APIs, and the reasons of Kubernetes' API server.
 *
 * Sources: aws-sdk-go-v2, aws/retry/standard.go (what is throttling, what may be repeated), without `LimitExceededException`, which most
 * services use for quotas that no waiting changes; Amazon EC2 and S3, lists of error codes; AWS Cloud Control API, handler error codes;
 * k8s.io/apimachinery, pkg/apis/meta/v1, `StatusReason`. Its reason `Timeout` is not among them: no object tells it from a wait for
 * something that never gets ready.
 */
const codes: Readonly<Record<PassingKind, readonly string[]>> = {
  throttled: [
    ...["Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException"],
    ...["TooManyRequestsException", "TooManyRequests", "RequestLimitExceeded", "BandwidthLimitExceeded", "SlowDown"],
    ...["ProvisionedThroughputExceededException", "PriorRequestNotComplete", "EC2ThrottledException"],
  ],
  conflict: [
    ...["ConcurrentModification", "ConcurrentModificationException", "ConcurrentAccessException", "Conflict"],
    ...["ConflictException", "OperationAborted", "ConditionalRequestConflict", "OperationInProgress"],
    ...["ResourceInUse", "ResourceInUseException", "ResourceConflictException", "TransactionInProgressException"],
    ...["IncorrectState", "IncorrectInstanceState", "ResourceConflict"],
  ],
  transient: [
    ...["InternalFailure", "InternalError", "InternalServerError", "InternalServerErrorException", "InternalException"],
    ...["ServiceUnavailable", "ServiceUnavailableException", "ServiceFailure", "ServiceException", "Unavailable"],
    ...["RequestTimeout", "RequestTimeoutException", "RequestError", "ServiceInternalError", "NetworkFailure"],
    ...["ServerTimeout", "KMSInternalException", "DependencyTimeoutException"],
  ],
};

const kindByCode = new Map<string, PassingKind>(
  (Object.entries(codes) as [PassingKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((name) => [name, kind] as const),
  ),
);

/** Codes that no waiting changes, whatever else is said beside them. */
const lastingCode =
  /AccessDenied|Unauthorized|^AuthFailure|^Forbidden$|ExpiredToken|InvalidClientToken|AlreadyExists|AlreadyOwnedByYou|LimitExceeded|QuotaExceeded|^Invalid|^Validation|^Malformed|NotFound|^NoSuch|^NotSimulated$/;

/**
 * What is said without a code, by kind.
 *
 * Sources: k8s.io/apimachinery, pkg/api/errors (`NewGenericServerResponse`, `NewConflict`, `NewInternalError`); k8s.io/apiserver,
 * registry/generic/registry (the object has been modified); etcd, api/v3rpc/rpctypes/error.go; Go, net, net/http and crypto/tls;
 * Node.js, names of its system errors.
 */
const sayings: readonly (readonly [PassingKind, RegExp])[] = [
  ["throttled", /the server has received too many requests|\brate exceeded\b|client rate limiter/i],
  ["conflict", /the object has been modified|please apply your changes to the latest version/i],
  [
    "transient",
    /the server is currently unable to handle the request|unable to return a response in the time allotted/i,
  ],
  ["transient", /an error on the server .* has prevented the request|Internal error occurred:/i],
  ["transient", /etcdserver: (?:leader changed|request timed out|no leader|too many requests)/i],
  ["transient", /connection re(?:set|fused)|broken pipe|unexpected EOF|\bi\/o timeout\b|TLS handshake timeout/i],
  ["transient", /context deadline exceeded|http2: client connection lost|server closed idle connection/i],
  ["transient", /temporary failure in name resolution|server misbehaving|network is unreachable|no route to host/i],
  ["transient", /\b(?:ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EAI_AGAIN)\b/],
];

/** Said of conflicts that lie in what is asked for: two owners of one field (Kubernetes, server-side apply). */
const lastingSaying = /Apply failed with \d+ conflicts?|Server-Side Apply field conflict/i;

/** The kind that an HTTP status alone says. */
const kindByStatus: Readonly<Record<string, PassingKind>> = {
  "409": "conflict",
  "429": "throttled",
  "500": "transient",
  "502": "transient",
  "503": "transient",
  "504": "transient",
};

/** From what is worst to what passes soonest. */
const fromWorst: readonly (PassingKind | "permanent")[] = ["permanent", "throttled", "conflict", "transient"];

/**
 * What kind of failure a run's errors make together: the worst of them decides, because a run that is tried again meets them all. What
 * is not known to pass is permanent.
 *
 * @param errors what the engine reported.
 */
export function failureKind(errors: readonly string[]): PassingKind | "permanent" {
  return worst(errors.map(kindOf));
}

function kindOf(error: string): PassingKind | "permanent" {
  if (lastingSaying.test(error)) return "permanent";
  const named = [...error.matchAll(/(?:^|[\s("'])([A-Z][A-Za-z0-9]+(?:\.[A-Za-z]+)*)(?=[:)"',]|$)/gm)].map(
    ([, code = ""]) => code,
  );
  const byCode = named.flatMap((code): (PassingKind | "permanent")[] => {
    const kind = kindByCode.get(code);
    if (kind !== undefined) return [kind];
    return lastingCode.test(code) ? ["permanent"] : [];
  });
  if (byCode.length > 0) return worst(byCode);
  const said = sayings.flatMap(([kind, saying]) => (saying.test(error) ? [kind] : []));
  if (said.length > 0) return worst(said);
  const status = /status ?code:? (\d{3})\b/i.exec(error)?.[1] ?? "";
  return kindByStatus[status] ?? "permanent";
}

function worst(kinds: readonly (PassingKind | "permanent")[]): PassingKind | "permanent" {
  return fromWorst.find((kind) => kinds.includes(kind)) ?? "permanent";
}
