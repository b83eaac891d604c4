import { and, isIn, object, not, same, sentence, text, textAt, texts, when } from "./cel.ts";
import { validatingPolicy, whenSpecIsNew, type ValidatingPolicy } from "./policy.ts";

/** The cluster's autoscaler may scale anything that can be, so an object of a customer's may only point it at what the customer may scale. */
export function autoscalingPolicy(): ValidatingPolicy {
  const target = (field: string) => textAt(object, `spec.scaleTargetRef.${field}`);
  return validatingPolicy({
    name: "autoscaling",
    resources: [
      {
        apiGroups: ["autoscaling"],
        apiVersions: ["*"],
        operations: ["CREATE", "UPDATE"],
        resources: ["horizontalpodautoscalers"],
      },
    ],
    conditions: [whenSpecIsNew],
    rules: [
      {
        name: "targets",
        offenders: when(
          not(
            and(
              same(target("apiVersion"), text("apps/v1")),
              isIn(target("kind"), texts(["Deployment", "StatefulSet"])),
            ),
          ),
          sentence(target("apiVersion"), text(" "), target("kind")),
        ),
        wrong: "autoscalers scale what customers may scale",
        allowed: text("apps/v1 Deployment and StatefulSet"),
      },
    ],
  });
}
