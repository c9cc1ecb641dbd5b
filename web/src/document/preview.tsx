/**
 * The look of a document. The server sanitises the HTML; here it stands in a frame without scripts, forms, or an
 * origin of its own, so that even a hole there reaches nothing.
 */
import { useQuery } from "@tanstack/react-query";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { callText } from "../client.ts";
import { Answered } from "../page/answered.tsx";

export function Preview({ id, revision }: { readonly id: string; readonly revision: number }) {
  const preview = useQuery({
    queryKey: ["submission", id, "preview", revision],
    queryFn: () => callText(endpoints.preview, { params: { id, revision } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Answered query={preview}>
      {(html) => (
        <iframe
          title="原貌预览"
          data-testid="preview"
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={html}
          style={{ width: "100%", height: "70vh", border: "1px solid #e4e0da", background: "#fff" }}
        />
      )}
    </Answered>
  );
}
