/** The review desk by keyboard. Keys are quiet while somebody types or a dialogue is open. */
import { Modal } from "antd";
import { useEffect, useState } from "react";

const KEYS = [
  ["j", "下一个要素"],
  ["k", "上一个要素"],
  ["a", "通过（先确认）"],
  ["r", "退回更正（先确认）"],
  ["?", "本帮助"],
] as const;

export type DeskKey = "j" | "k" | "a" | "r";

/** Calls `act` for the keys of the desk; answers the help dialogue to be placed on the page, and how to open it. */
export function useDeskKeys(act: (key: DeskKey) => void) {
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || busy(event.target)) return;
      const { key } = event;
      if (key === "?") setHelp(true);
      else if (key === "j" || key === "k" || key === "a" || key === "r") act(key);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [act]);
  return { openHelp: () => setHelp(true), help: <Help open={help} onClose={() => setHelp(false)} /> };
}

function busy(target: EventTarget | null): boolean {
  if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

function Help(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal title="快捷键" open={props.open} footer={null} onCancel={props.onClose} width={360}>
      <dl className="keys" data-testid="keyboard-help">
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
