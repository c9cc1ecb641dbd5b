/** The chosen file's own text with some of its words marked, over the page: to see what is meant before sending. */
import { Modal } from "antd";
import { type Span, TextView } from "../document/text-view.tsx";

const SEEN = "seen";
const NO_PLACES: never[] = [];

export function WordsInText(props: {
  readonly fileName: string;
  readonly text: string;
  readonly words: Span;
  readonly onClose: () => void;
}) {
  const { words } = props;
  return (
    <Modal open footer={null} width={760} title={props.fileName} onCancel={props.onClose}>
      <div className="words-in-text">
        <TextView
          text={props.text}
          places={NO_PLACES}
          marks={[{ id: SEEN, tone: "look", ...words }]}
          active={SEEN}
        />
      </div>
    </Modal>
  );
}
