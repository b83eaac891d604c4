/**
 * Every pinned version of the toolchain, in one place. A unit test holds this file, `package.json` and the `go.mod`
 * files under `tools/modules/` together, so that raising a version in one of them alone fails.
 */
export const versions = {
  /** The Pulumi CLI that Tenantry downloads or builds when there is none on PATH. */
  pulumi: "3.274.1",
  /**
   * The Pulumi CLIs on PATH that are used as they are (a semver range). The lower end is the version of
   * `@pulumi/pulumi` in `package.json`: the CLI serves the SDK's requests, and Pulumi supports an SDK older than the
   * CLI but not a newer one. (The Automation API itself only asks for 3.2.0.)
   */
  pulumiAccepted: ">=3.270.0 <4.0.0",
  /** The oldest Go release that builds the modules under `tools/modules/`. */
  goMinimum: "1.26.0",
  /** The oldest Node.js that runs the source: type stripping without a flag, `node:sqlite`. */
  nodeMinimum: "24.0.0",
  /** kube-apiserver, kube-controller-manager and kube-scheduler. */
  kubernetes: "1.36.3",
  /** The etcd that keeps the API server's objects. */
  etcd: "3.6.16",
  /** The simulation of nodes, pods and volumes in place of machines. */
  kwok: "0.8.0",
  /** The Gateway API, whose definitions (standard channel) the local cluster knows. */
  gatewayApi: "1.6.3",
  /** The operator of PostgreSQL databases, whose definitions the local cluster knows. */
  cloudNativePg: "1.27.0",
  /** The Kubernetes provider plugin: the version of `@pulumi/kubernetes` in `package.json`. */
  kubernetesProvider: "4.34.2",
  /** The simulation of AWS that the sandbox is compared with in tests. */
  moto: "5.2.5",
  /** compliance-trestle, by which tests judge what is written as OSCAL. */
  trestle: "5.2.0",
  /** The oldest Python that compliance-trestle runs on. */
  trestlePython: "3.11",
  /** check-jsonschema, by which tests judge the CI recipes. */
  checkJsonschema: "0.39.0",
  /** The oldest Python that check-jsonschema runs on. */
  checkJsonschemaPython: "3.11",
  /** Mustang's validator, by which tests judge e-invoices. */
  mustang: "2.20.0",
  /** The oldest Java that runs it. */
  javaMinimum: "17",
  /** The FinOps Foundation's focus-validator, by which tests judge what is written as FOCUS. */
  focusValidator: "2.2.1",
  /** The oldest Python that it runs on. */
  focusValidatorPython: "3.12",
  /** The oldest Python that moto runs on. */
  pythonMinimum: "3.10",
} as const;
