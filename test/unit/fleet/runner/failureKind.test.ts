import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { failureKind } from "../../../../fleet/runner/failureKind.ts";

const vpc = "aws:ec2/vpc:Vpc web: ";

describe("what AWS refuses", () => {
  test.each([
    ["throttled", "creating VPC (web): ThrottlingException: Rate exceeded"],
    [
      "throttled",
      "1 error occurred:\n\t* creating EC2 VPC: operation error EC2: CreateVpc, exceeded maximum number of attempts, 25, https response error StatusCode: 503, RequestID: 1f, api error RequestLimitExceeded: Request limit exceeded.",
    ],
    ["throttled", "SlowDown: Please reduce your request rate.\n\tstatus code: 503, request id: 1F, host id: x"],
    ["throttled", "https response error StatusCode: 429, RequestID: 1f, api error Unheard: no"],
    ["conflict", "creating S3 Bucket (x): OperationAborted: A conflicting conditional operation is in progress"],
    ["conflict", "api error ConcurrentModificationException: try later"],
    [
      "conflict",
      "https response error StatusCode: 409, RequestID: 1f, api error DeleteConflict: entities are attached",
    ],
    ["transient", "api error InternalFailure: the service had a failure"],
    ["transient", "https response error StatusCode: 502, RequestID: , HostID: , deserialization failed"],
    ["transient", 'Post "https://ec2.eu-central-1.amazonaws.com/": net/http: TLS handshake timeout'],
    ["transient", "read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer"],
    ["permanent", "creating VPC (web): VpcLimitExceeded: The maximum number of VPCs has been reached."],
    ["permanent", "https response error StatusCode: 409, RequestID: 1f, api error EntityAlreadyExists: Role exists"],
    ["permanent", "api error LimitExceededException: too many keys"],
    ["permanent", "https response error StatusCode: 503, RequestID: 1f, api error AccessDenied: no"],
    ["permanent", "https response error StatusCode: 400, RequestID: 1f, api error InvalidParameterValue: cidr"],
    ["permanent", "a bucket named slowdown-throttling cannot be found"],
  ] as const)("is %s: %s", (kind, error) => {
    expect(failureKind([vpc + error])).toBe(kind);
  });
});

describe("what Kubernetes refuses", () => {
  test.each([
    ["throttled", "the server has received too many requests and has asked us to try again later"],
    ["throttled", "creating Namespace (acme): TooManyRequests: later"],
    [
      "conflict",
      'Operation cannot be fulfilled on resourcequotas "q": the object has been modified; please apply your changes to the latest version and try again',
    ],
    ["transient", "the server is currently unable to handle the request (get namespaces acme)"],
    ["transient", "etcdserver: leader changed"],
    ["transient", "Internal error occurred: failed calling webhook"],
    ["transient", "configured Kubernetes cluster is unreachable: dial tcp 10.0.0.1:6443: connect: connection refused"],
    ["transient", "dial tcp 10.0.0.1:6443: i/o timeout"],
    ["permanent", 'Conflict: quota exists already: Apply failed with 1 conflict: conflict with "kubectl"'],
    ["permanent", 'pods "x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=5, limited: pods=5'],
    ["permanent", "creating Deployment (x): Timeout: no pod gets ready"],
  ] as const)("is %s: %s", (kind, error) => {
    expect(failureKind([`kubernetes:core/v1:Namespace acme: ${error}`])).toBe(kind);
  });
});

const samples = {
  permanent: "AccessDenied: no",
  throttled: "Throttling: slower",
  conflict: "ConflictException: other",
  transient: "ServiceUnavailable: later",
} as const;

const fromWorst = ["permanent", "throttled", "conflict", "transient"] as const;

test("of several errors the worst decides, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fromWorst), { minLength: 1, maxLength: 6 }), (kinds) => {
      const expected = fromWorst.find((kind) => kinds.includes(kind));
      expect(failureKind(kinds.map((kind) => vpc + samples[kind]))).toBe(expected);
      expect(failureKind([kinds.map((kind) => samples[kind]).join("\n")])).toBe(expected);
    }),
  );
});

test("of no error nothing is known to pass", () => {
  expect(failureKind([])).toBe("permanent");
});
