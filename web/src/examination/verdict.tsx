/** What the examination of a document says to the unit: what is wrong first, what to look at, then what was found. */
import { CheckCircleFilled } from "@ant-design/icons";
import { Collapse } from "antd";
import { groundWords } from "../../../core/checking/ground.ts";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { FindingList } from "./finding-list.tsx";
import { looksOf } from "./looks.ts";
import { SeeWords } from "./see-words.tsx";
import { ELEMENT_STATES, type ElementLine, type Finding } from "./shapes.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

export function Verdict(props: {
  readonly documentType?: string;
  readonly elements: readonly ElementLine[];
  readonly findings: readonly Finding[];
  /** Shows words in the text; absent where the page has no text. */
  readonly onSee?: (words: Span) => void;
}) {
  const { elements, findings, onSee } = props;
  const standing = findings.filter(({ overruled }) => !overruled);
  const errors = standing.filter(({ severity }) => severity === "error");
  const others = standing.filter(({ severity }) => severity === "warning" || severity === "info");
  const told = new Set(findings.map(({ element }) => element));
  const unchecked = elements.filter(({ state }) => state === "not_checked");
  const absent = elements.filter(
    ({ id, state }) =>
      state !== "not_checked" && state !== "unsure" && !ELEMENT_STATES[state].sound && !told.has(id),
  );
  const unsure = elements.filter(
    ({ id, state, severity }) => state === "unsure" && severity !== "error" && !told.has(id),
  );
  return (
    <div data-testid="verdict" className="verdict">
      <Findings title="必须改正的" of={errors} onSee={onSee} />
      <Findings title="请核对的" of={looksOf(elements, findings)} onSee={onSee} />
      <Findings title="建议完善的" of={others} onSee={onSee} />
      <Findings title="不必改正的" of={findings.filter(({ overruled }) => overruled)} onSee={onSee} />
      <Named title="不是必备、没有认出的要素" of={unsure} />
      <Named title="可有可无、这次没有的要素" of={absent} />
      <Named title="以下要素这次没有检查" of={unchecked} />
      {/* Of a paper whose type is not known nothing is claimed. */}
      {!isUnknownType(props.documentType) && (
        <Found elements={elements} open={errors.length === 0} onSee={onSee} />
      )}
    </div>
  );
}

function Findings(props: {
  readonly title: string;
  readonly of: readonly Finding[];
  readonly onSee?: (words: Span) => void;
}) {
  const { title, of, onSee } = props;
  if (of.length === 0) return null;
  return (
    <section>
      <h3>
        {title}（{of.length}）
      </h3>
      <FindingList
        findings={of}
        action={onSee && ((finding) => <SeeWords of={finding} onSee={() => onSee(finding)} />)}
      />
    </section>
  );
}

function Named(props: { readonly title: string; readonly of: readonly ElementLine[] }) {
  if (props.of.length === 0) return null;
  return (
    <p className="quiet">
      {props.title}：{props.of.map(({ name }) => name).join("、")}
    </p>
  );
}

function Found(props: {
  readonly elements: readonly ElementLine[];
  readonly open: boolean;
  readonly onSee?: (words: Span) => void;
}) {
  const { open, onSee } = props;
  const found = props.elements.filter(({ state }) => ELEMENT_STATES[state].sound);
  if (found.length === 0) return null;
  return (
    <Collapse
      ghost
      size="small"
      defaultActiveKey={open ? ["found"] : []}
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
                  <FoundWords element={element} onSee={onSee} />
                  {element.ground && <span className="ground">{groundWords(element.ground)}</span>}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

/** A click on the words shows them in their place, where the page has the text. */
function FoundWords(props: { readonly element: ElementLine; readonly onSee?: (words: Span) => void }) {
  const { element, onSee } = props;
  if (element.end <= element.start) return null;
  const words = shortened(element.evidence);
  if (!onSee) return <span className="quiet">　{words}</span>;
  return (
    <button type="button" className="found-words" title="看原文" onClick={() => onSee(element)}>
      {words}
    </button>
  );
}

/** The first words of a long evidence on one line. */
function shortened(evidence: string): string {
  const line = evidence.replace(/\s+/g, " ").trim();
  return line.length > 48 ? `${line.slice(0, 48)}…` : line;
}
