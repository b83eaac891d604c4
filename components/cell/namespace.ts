import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import type * as pulumi from "@pulumi/pulumi";

import { cellNamespace, gatewayLabel } from "../shared/clusterObjects.ts";
import { clusterMetadata } from "./metadata.ts";

/**
 * The namespace of what belongs to a cell and to no tenant. By it tenants' stacks tell that the cell is prepared, so it comes after all
 * that keeps tenants apart and goes before that.
 *
 * @param labels labels of every object of the cell.
 */
export function cellNamespaceOf(
  labels: Readonly<Record<string, string>>,
  opts: pulumi.CustomResourceOptions,
): Namespace {
  const metadata = clusterMetadata(cellNamespace, { ...labels, ...gatewayLabel, ...podSecurity });
  return new Namespace(cellNamespace, { metadata }, opts);
}

/**
 * Controllers that run a gateway's pods beside it decide themselves what these are like, and not all say what `restricted` wants to
 * hear, such as a seccomp profile. None needs more of a node than `baseline` lets it have; what `restricted` would refuse is told.
 */
const podSecurity = {
  "pod-security.kubernetes.io/enforce": "baseline",
  "pod-security.kubernetes.io/audit": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};
