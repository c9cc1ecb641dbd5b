/** The notice's text section by section, and its table of units. */
import type { NoticeDetail } from "./shapes.ts";

export function NoticeText({ notice }: { readonly notice: NoticeDetail }) {
  const { head, rows } = notice.table;
  return (
    <article className="notice-text" data-testid="notice-text">
      {notice.sections.map((section) => (
        <section key={section.heading}>
          {section.heading && <h2>{section.heading}</h2>}
          {section.paragraphs.map((paragraph, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
            <p key={at}>{paragraph}</p>
          ))}
        </section>
      ))}
      {rows.length > 0 && (
        <div className="scroll-x">
          <table data-testid="notice-table">
            <thead>
              <tr>
                {head.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two rows may read alike
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={head[column] ?? column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}
