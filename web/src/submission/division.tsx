/** What came out of an archive: how many papers, and why the other members were not taken. */
import { Alert } from "antd";
import type { SubmissionLine } from "./shapes.ts";

export function Division({ into, refused }: NonNullable<SubmissionLine["division"]>) {
  return (
    <Alert
      type={refused.length > 0 ? "warning" : "info"}
      showIcon
      data-testid="division"
      title={`压缩包已拆分为 ${into.length} 份，各自检查、各自审核：${into.map(({ fileName }) => `《${fileName}》`).join("")}`}
      description={
        refused.length > 0 && (
          <ul>
            {refused.map(({ fileName, message }) => (
              <li key={`${fileName}：${message}`}>
                未接收《{fileName}》：{message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
