/** Writing to a terminal or a pipe. */

/** Waits until the text is out, so that a full pipe loses nothing when the process ends. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    // a reader that has gone away (`| head`) is no failure of ours
    stream.write(text, () => resolve());
  });
}
