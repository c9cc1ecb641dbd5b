/**
 * Figures for alarms: a line of the log that CloudWatch makes a metric of (its embedded metric format), so that measuring
 * takes no call and no right. Only where the place asks for it by QIYOU_METRICS; elsewhere nothing is written.
 */
import { clock } from "./clock.ts";
import { environment } from "./environment.ts";

/** @param figures by the metric's name; an alarm reads their maximum */
export function measure(figures: Readonly<Record<string, number>>): void {
  const asked = environment().QIYOU_METRICS;
  if (!asked) return;
  const { namespace, stage } = asked;
  const metrics = Object.keys(figures).map((name) => ({ Name: name, Unit: "None" }));
  console.log(
    JSON.stringify({
      _aws: {
        Timestamp: clock.now().getTime(),
        CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [["Stage"]], Metrics: metrics }],
      },
      Stage: stage,
      ...figures,
    }),
  );
}
