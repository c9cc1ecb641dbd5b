/** Rows as a table; on a phone as cards, so that nothing is cut off and nobody scrolls sideways. */
import { Card, Empty, Grid, Pagination, Table } from "antd";
import { type Key, type ReactNode, useState } from "react";
import { rowNamed } from "./row.ts";
import "./card-table.css";

export interface CardColumn<Row> {
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** On a phone: the heading of the card, or the buttons below it; a line with its title where nothing is said. */
  readonly on?: "heading" | "actions";
  readonly width?: number;
}

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly CardColumn<Row>[];
  /** What to do while there is nothing. */
  readonly empty: string;
  readonly testId?: string;
  readonly selection?: { readonly chosen: readonly string[]; readonly choose: (keys: string[]) => void };
}

const PAGE = 50;

export function CardTable<Row extends object>(props: Props<Row>) {
  const { rows, rowKey, columns, empty, testId, selection } = props;
  const { md = true } = Grid.useBreakpoint();
  if (!md) return <Cards {...props} />;
  return (
    <Table<Row>
      size="middle"
      rowKey={rowKey}
      data-testid={testId}
      dataSource={[...rows]}
      pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      onRow={(row) => rowNamed(`row-${rowKey(row)}`)}
      locale={{ emptyText: <Empty description={empty} /> }}
      {...(selection && {
        rowSelection: {
          selectedRowKeys: [...selection.chosen],
          onChange: (keys: Key[]) => selection.choose(keys.map(String)),
        },
      })}
      columns={columns.map(({ title, render, width }) => ({
        key: title,
        title,
        ...(width && { width }),
        render: (_: unknown, row: Row) => render(row),
      }))}
    />
  );
}

function Cards<Row extends object>({ rows, rowKey, columns, empty, testId, selection }: Props<Row>) {
  const [page, setPage] = useState(1);
  if (rows.length === 0) return <Empty description={empty} data-testid={testId} />;
  const heading = columns.find(({ on }) => on === "heading");
  const actions = columns.find(({ on }) => on === "actions");
  const lines = columns.filter(({ on }) => on === undefined);
  return (
    <div data-testid={testId}>
      {rows.slice((page - 1) * PAGE, page * PAGE).map((row) => {
        const key = rowKey(row);
        return (
          <Card key={key} size="small" className="row-card" data-testid={`row-${key}`}>
            <div className="row-card-heading">
              {selection && <Chosen name={key} {...selection} />}
              {heading?.render(row)}
            </div>
            <dl>
              {lines.map(({ title, render }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>{render(row)}</dd>
                </div>
              ))}
            </dl>
            {actions && <div className="row-card-actions">{actions.render(row)}</div>}
          </Card>
        );
      })}
      <Pagination current={page} pageSize={PAGE} total={rows.length} hideOnSinglePage onChange={setPage} />
    </div>
  );
}

function Chosen(props: {
  readonly name: string;
  readonly chosen: readonly string[];
  readonly choose: (keys: string[]) => void;
}) {
  const { name, chosen, choose } = props;
  return (
    <input
      type="checkbox"
      aria-label="选择"
      checked={chosen.includes(name)}
      onChange={({ target }) =>
        choose(target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
      }
    />
  );
}
