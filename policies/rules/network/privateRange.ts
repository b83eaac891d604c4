import { iso27001 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText, isUnset, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** What is inside has addresses that nobody outside has. */
export const privateRange: Rule = {
  id: "network/private-range",
  title: "Networks have private addresses",
  severity: "medium",
  rationale:
    "Addresses that belong to somebody on the internet cannot be reached by whoever uses them inside (RFC 1918), and traffic that goes astray reaches strangers.",
  remediation: "Give the VPC a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
  controls: [iso27001("A.8.20")],
  resourceTypes: ["aws:ec2/vpc:Vpc"],
  looksAt: "resource",
  check({ inputs }) {
    const range = valueAt(inputs, "cidrBlock");
    // A pool of addresses gives a range that only a target knows.
    if (isUnset(range) && isText(valueAt(inputs, "ipv4IpamPoolId"))) return notApplicable;
    return expectAt(inputs, "cidrBlock", isPrivate, "be a range of private addresses");
  },
};

/** RFC 1918, and the range that providers share (RFC 6598). */
function isPrivate(range: unknown): boolean {
  const [, first, second, length] = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}\/(\d{1,2})$/.exec(String(range)) ?? [];
  const [a, b, bits] = [Number(first), Number(second), Number(length)];
  return (
    (a === 10 && bits >= 8) ||
    (a === 172 && b >= 16 && b < 32 && bits >= 12) ||
    (a === 192 && b === 168 && bits >= 16) ||
    (a === 100 && b >= 64 && b < 128 && bits >= 10)
  );
}
