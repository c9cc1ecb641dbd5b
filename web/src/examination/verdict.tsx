/** What the examination of a document says to the unit: what is wrong first, then what was found. */
import { CheckCircleFilled } from "@ant-design/icons";
import { Collapse } from "antd";
import { FindingList } from "./finding-list.tsx";
import { ELEMENT_STATES, type ElementLine, type Finding } from "./shapes.ts";

export function Verdict(props: {
  readonly elements: readonly ElementLine[];
  readonly findings: readonly Finding[];
}) {
  const found = props.elements.filter(({ state }) => ELEMENT_STATES[state].sound);
  const unchecked = props.elements.filter(({ state }) => state === "not_checked");
  const told = new Set(props.findings.map(({ element }) => element));
  const absent = props.elements.filter(
    ({ id, state }) => state !== "not_checked" && !ELEMENT_STATES[state].sound && !told.has(id),
  );
  const standing = props.findings.filter(({ overruled }) => !overruled);
  const excused = props.findings.filter(({ overruled }) => overruled);
  const errors = standing.filter(({ severity }) => severity === "error");
  const others = standing.filter(({ severity }) => severity !== "error");
  return (
    <div data-testid="verdict" className="verdict">
      {errors.length > 0 && (
        <section>
          <h3>必须改正的（{errors.length}）</h3>
          <FindingList findings={errors} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h3>建议完善的（{others.length}）</h3>
          <FindingList findings={others} />
        </section>
      )}
      {excused.length > 0 && (
        <section>
          <h3>不必改正的（{excused.length}）</h3>
          <FindingList findings={excused} />
        </section>
      )}
      {absent.length > 0 && (
        <p className="quiet">可有可无、这次没有的要素：{absent.map(({ name }) => name).join("、")}</p>
      )}
      {unchecked.length > 0 && (
        <p className="quiet">以下要素这次没有检查：{unchecked.map(({ name }) => name).join("、")}</p>
      )}
      {found.length > 0 && (
        <Collapse
          ghost
          size="small"
          defaultActiveKey={errors.length === 0 ? ["found"] : []}
          items={[
            {
              key: "found",
              label: `已找到的要素（${found.length}）`,
              children: (
                <ul className="found">
                  {found.map((element) => (
                    <li key={element.id}>
                      <CheckCircleFilled aria-hidden style={{ color: "#2e7d4f" }} />{" "}
                      <strong>{element.name}</strong>
                      {element.evidence && <span className="quiet">　{shortened(element.evidence)}</span>}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

/** The first words of a long evidence on one line. */
function shortened(evidence: string): string {
  const line = evidence.replace(/\s+/g, " ").trim();
  return line.length > 48 ? `${line.slice(0, 48)}…` : line;
}
