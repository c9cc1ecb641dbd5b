/** The way from what is said of a document to the words in it. Nothing to see where nothing was found. */
import { Button } from "antd";

export function SeeWords(props: {
  readonly of: { readonly start: number; readonly end: number };
  readonly onSee: () => void;
}) {
  if (props.of.end <= props.of.start) return null;
  return (
    <Button size="small" type="link" onClick={props.onSee}>
      看原文
    </Button>
  );
}
