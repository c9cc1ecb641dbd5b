/** A dialogue that ends with recovery codes: once they stand there it is left only by saying that they are kept. */
import { Modal } from "antd";
import type { ReactNode } from "react";
import { RecoveryCodes } from "./recovery-codes.tsx";

export function CodesDialogue(props: {
  readonly title: string;
  readonly open: boolean;
  readonly codes: readonly string[] | undefined;
  readonly onClose: () => void;
  /** What leads to the codes. */
  readonly children: ReactNode;
}) {
  const { title, open, codes, onClose, children } = props;
  return (
    <Modal
      title={title}
      open={open}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      closable={!codes}
      keyboard={!codes}
      destroyOnHidden
    >
      {codes ? <RecoveryCodes codes={codes} onKept={onClose} /> : children}
    </Modal>
  );
}
