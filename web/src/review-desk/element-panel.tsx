/** The elements beside the text: state in words and colour; pointing at one shows the words it rests on. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag, Tooltip } from "antd";
import { useEffect, useRef } from "react";
import { groundWords } from "../../../core/checking/ground.ts";
import { LookTag } from "../examination/look-marks.tsx";
import { ELEMENT_STATES, type ElementLine } from "../examination/shapes.ts";
import { elementMark } from "./marks.ts";

const COLORS = { good: "success", warning: "warning", bad: "error", mine: "processing" } as const;

/** Worst first within the required ones, as the reviewer should read them. */
export function inReadingOrder(elements: readonly ElementLine[]): ElementLine[] {
  const weight = ({ state, severity }: ElementLine) => {
    if (ELEMENT_STATES[state].sound) return 4;
    if (severity === "optional") return 3;
    if (state === "unsure") return 1;
    return severity === "error" ? 0 : 2;
  };
  return elements.toSorted((a, b) => weight(a) - weight(b));
}

export function ElementPanel(props: {
  readonly elements: readonly ElementLine[];
  /** Ids of elements with which nothing is wrong but what a reviewer has overruled. */
  readonly excused: ReadonlySet<string>;
  readonly active?: string;
  readonly onActive: (mark: string) => void;
  /** Absent where the person decides nothing. */
  readonly onReason?: (element: ElementLine) => void;
}) {
  return (
    <ul className="elements" data-testid="elements" aria-label="要素">
      {props.elements.map((element) => (
        <ElementRow
          key={element.id}
          element={element}
          excused={props.excused.has(element.id)}
          active={props.active === elementMark(element.id)}
          onActive={() => props.onActive(elementMark(element.id))}
          onReason={props.onReason && (() => props.onReason?.(element))}
        />
      ))}
    </ul>
  );
}

function ElementRow(props: {
  readonly element: ElementLine;
  readonly excused: boolean;
  readonly active: boolean;
  readonly onActive: () => void;
  readonly onReason?: () => void;
}) {
  const { element, active, onActive, onReason } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const face = ELEMENT_STATES[element.state];
  const words = element.end > element.start ? element.evidence : "";
  const said =
    element.state === "unsure"
      ? words
        ? `可能是：${words}`
        : "没有认出"
      : words || (face.sound ? "" : "全文未见");
  return (
    <li
      ref={row}
      className={active ? "active" : undefined}
      data-testid={`element-${element.id}`}
      data-state={element.state}
      // Only a pointer that really moved: lists that scroll under a resting pointer must not steal the place.
      onPointerMove={({ movementX, movementY, pointerType }) => {
        if (!active && pointerType === "mouse" && (movementX !== 0 || movementY !== 0)) onActive();
      }}
    >
      <button type="button" aria-current={active} onClick={onActive}>
        <span className="name">
          {element.name}
          {element.severity === "error" && <span className="required">必备</span>}
        </span>
        {props.excused ? (
          <Tag>
            <s>{face.name}</s>　误判
          </Tag>
        ) : element.severity === "optional" && element.state === "missing" ? (
          <Tag>未见，可选</Tag>
        ) : (
          <StateTag face={face} />
        )}
        <span className="evidence">{said}</span>
        {element.ground && words && <span className="ground">{groundWords(element.ground)}</span>}
      </button>
      {onReason && (
        <Tooltip title="列为退回理由">
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={`把${element.name}列为退回理由`}
            data-testid={`reason-from-${element.id}`}
            onClick={onReason}
          />
        </Tooltip>
      )}
    </li>
  );
}

function StateTag({
  face: { name, tone },
}: {
  readonly face: (typeof ELEMENT_STATES)[ElementLine["state"]];
}) {
  return tone === "look" ? <LookTag>{name}</LookTag> : <Tag color={COLORS[tone]}>{name}</Tag>;
}
