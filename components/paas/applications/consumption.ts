import type { Consumption } from "../../../core/kinds/consumption.ts";
import { free } from "../../shared/consumed.ts";
import { partOfCell } from "../partOfCell.ts";
import type { ApplicationsPlan } from "./plan.ts";

/** What apps use beside the share of the cell that the tier grants, their volumes included. */
export function applicationsConsumption({ applications }: ApplicationsPlan): Consumption[] {
  return applications.flatMap(({ environment, apps }) =>
    apps.flatMap(({ name, volume, autoscaling, disruptionBudget }) =>
      free(`app "${name}" in "${environment}"`, partOfCell, {
        "kubernetes:core/v1:Service": 1,
        "kubernetes:apps/v1:Deployment": volume === undefined ? 1 : 0,
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": volume === undefined && autoscaling !== undefined ? 1 : 0,
        "kubernetes:apps/v1:StatefulSet": volume === undefined ? 0 : 1,
        "kubernetes:core/v1:PersistentVolumeClaim": volume === undefined ? 0 : 1,
        "kubernetes:policy/v1:PodDisruptionBudget": disruptionBudget ? 1 : 0,
      }),
    ),
  );
}
