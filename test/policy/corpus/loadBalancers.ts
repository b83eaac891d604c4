import { clean, faults, set, tagged } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";

const logs = { bucket: "acme-logs", prefix: "load-balancers", enabled: true };
const listener = (name: string, more: object) =>
  tagged("aws:lb/listener:Listener", name, { loadBalancerArn: "arn:aws:elasticloadbalancing:lb-1", ...more });
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:tg-1" };
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };

const balancers = [
  tagged("aws:lb/loadBalancer:LoadBalancer", "balancer", {
    loadBalancerType: "application",
    subnets: ["subnet-public-a", "subnet-public-b"],
    securityGroups: ["sg-1"],
    dropInvalidHeaderFields: true,
    accessLogs: logs,
  }),
  tagged("aws:lb/loadBalancer:LoadBalancer", "network", {
    loadBalancerType: "network",
    subnetMappings: [{ subnetId: "subnet-public-a" }, { subnetId: "subnet-public-b" }],
    accessLogs: logs,
  }),
  tagged("aws:lb/targetGroup:TargetGroup", "targets", { port: 8080, protocol: "HTTP", vpcId: "vpc-1" }),
  listener("https", {
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    defaultActions: [forward],
  }),
  listener("tls", {
    port: 8443,
    protocol: "TLS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    defaultActions: [forward],
  }),
  listener("http", { port: 80, protocol: "HTTP", defaultActions: [redirect] }),
];

const secured = ["2-2021-06", "2-Res-2021-06", "2-Res-FIPS-PQ-2025-09", "3-2021-06", "3-FIPS-2023-04"].map((version) =>
  listener(version, {
    protocol: "HTTPS",
    sslPolicy: `ELBSecurityPolicy-TLS13-1-${version}`,
    defaultActions: [forward],
  }),
);

/** What stands before machines. */
export const loadBalancerCases: readonly CorpusCase[] = [
  clean("load balancers and their listeners", balancers),
  clean("listeners of current TLS", secured),
  ...faults(balancers, [
    [
      "malformed headers let through",
      set("balancer", "dropInvalidHeaderFields", undefined),
      "compute/load-balancer-drops-invalid-headers balancer dropInvalidHeaderFields",
    ],
    ["one zone", set("balancer", "subnets", ["subnet-public-a"]), "compute/load-balancer-zones balancer subnets"],
    [
      "subnets that are no list",
      set("network", "subnetMappings", "subnet-public-a"),
      "compute/load-balancer-zones network subnets",
    ],
    [
      "requests without records",
      set("balancer", "accessLogs", undefined),
      "logging/load-balancer-requests-recorded balancer accessLogs.bucket",
      "logging/load-balancer-requests-recorded balancer accessLogs.enabled",
    ],
    [
      "records that are switched off",
      set("network", "accessLogs.enabled", false),
      "logging/load-balancer-requests-recorded network accessLogs.enabled",
    ],
    ["a listener without TLS", set("http", "defaultActions", [forward]), "compute/listener-tls http defaultActions"],
    [
      "a redirect to the same",
      set("http", "defaultActions.0.redirect.protocol", "HTTP"),
      "compute/listener-tls http defaultActions",
    ],
    [
      "a listener that does nothing",
      set("http", "defaultActions", undefined),
      "compute/listener-tls http defaultActions",
    ],
    ["a listener of TCP", set("tls", "protocol", "TCP"), "compute/listener-tls tls protocol"],
    [
      "TLS of 2016",
      set("https", "sslPolicy", "ELBSecurityPolicy-2016-08"),
      "compute/listener-tls-policy https sslPolicy",
    ],
    ["TLS as AWS has it", set("tls", "sslPolicy", undefined), "compute/listener-tls-policy tls sslPolicy"],
  ]),
];
