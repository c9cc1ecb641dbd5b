/** Where files are dropped or chosen. The whole area is the label of a real file input, so that keyboards reach it. */
import { InboxOutlined } from "@ant-design/icons";
import { type DragEvent, useId, useState } from "react";

/** What the file dialogue offers first; any file may be dropped, reading decides by content. */
const ACCEPT =
  ".docx,.doc,.wps,.rtf,.odt,.pdf,.ofd,.txt,.jpg,.jpeg,.png,.tif,.tiff,.xlsx,.xls,.ods,.csv,.zip";

export function DropZone(props: {
  readonly multiple: boolean;
  readonly prompt: string;
  readonly hint?: string;
  readonly testId: string;
  readonly onFiles: (files: File[]) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) props.onFiles(props.multiple ? files : files.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={id}
      className={over ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        className="visually-hidden"
        data-testid={props.testId}
        multiple={props.multiple}
        accept={ACCEPT}
        onChange={({ target }) => {
          take(target.files);
          // The same file, mended, must be choosable again.
          target.value = "";
        }}
      />
      <InboxOutlined aria-hidden className="drop-icon" />
      <span className="drop-prompt">{props.prompt}</span>
      {props.hint && <span className="quiet">{props.hint}</span>}
    </label>
  );
}
