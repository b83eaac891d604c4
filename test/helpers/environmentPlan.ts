import type { EnvironmentPlan } from "../../components/paas/environment/plan.ts";

/** One environment with bounds, as tests of what is made of it take it. */
export function environmentPlan(name: string): EnvironmentPlan {
  return {
    name,
    namespace: `globex--apps--${name}`,
    quota: {
      cpu: "2000m",
      memory: "4096Mi",
      storage: "20Gi",
      ephemeralStorage: "80Gi",
      pods: "40",
      objects: { "count/secrets": "200", "services.nodeports": "0" },
    },
    containers: {
      request: { cpu: "50m", memory: "64Mi", ephemeralStorage: "100Mi" },
      limit: { cpu: "500m", memory: "512Mi", ephemeralStorage: "1Gi" },
      maximum: { cpu: "2000m", memory: "4096Mi", ephemeralStorage: "8Gi" },
    },
  };
}
