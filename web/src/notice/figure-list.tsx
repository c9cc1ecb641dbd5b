/** Every figure of a notice, opening down to the papers it was counted from. */
import { Card, Drawer, Empty } from "antd";
import { useState } from "react";
import { useNames } from "../rulebook/names.ts";
import { useUnitNames } from "../unit-desk/unit-names.ts";
import { figureGroups, labelOf } from "./figure-groups.ts";
import { FigureSources } from "./figure-sources.tsx";
import type { Figure, NoticeDetail } from "./shapes.ts";

export function FigureList({ notice }: { readonly notice: Pick<NoticeDetail, "figures" | "period"> }) {
  const { codeName } = useNames();
  const [open, setOpen] = useState<Figure>();
  const unitName = useUnitNames();
  if (notice.figures.length === 0) return <Empty description="这份通报没有数据" />;
  const nameOf = (of: string) => (of.startsWith("unit_") ? unitName(of) : (GROUPS[of] ?? "其他"));
  return (
    <div data-testid="figures">
      {figureGroups(notice.figures).map((group) => (
        <section key={group.of} aria-label={nameOf(group.of)} className="figure-group">
          <h2>{nameOf(group.of)}</h2>
          <div className="figures">
            {group.figures.map((figure) => (
              <FigureCard key={figure.id} figure={figure} onOpen={() => setOpen(figure)} />
            ))}
          </div>
        </section>
      ))}
      <Drawer
        title={open && labelOf(open, codeName)}
        open={Boolean(open)}
        onClose={() => setOpen(undefined)}
        destroyOnHidden
      >
        {open && <FigureSources figure={open} period={notice.period} />}
      </Drawer>
    </div>
  );
}

const GROUPS: Readonly<Record<string, string>> = { total: "全部单位", problem: "共性问题" };

function FigureCard({ figure, onOpen }: { readonly figure: Figure; readonly onOpen: () => void }) {
  const { codeName } = useNames();
  return (
    <button
      type="button"
      className="figure"
      data-testid={`figure-${figure.id}`}
      aria-label={`${labelOf(figure, codeName)} ${figure.value}${figure.unitLabel}，查看来源`}
      onClick={onOpen}
    >
      <Card size="small" hoverable>
        <div className="quiet">{labelOf(figure, codeName)}</div>
        <div className="value">
          {figure.value}
          <small>{figure.unitLabel}</small>
        </div>
        {figure.denominator !== undefined && (
          <div className="quiet">
            {figure.numerator ?? "—"} ÷ {figure.denominator}
          </div>
        )}
        <div className="quiet">来源 {figure.sources.length} 项</div>
      </Card>
    </button>
  );
}
