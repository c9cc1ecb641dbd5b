/** State machines, the versions of their definitions, and executions. */
import type { Database } from "../../database.ts";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

export interface DefinitionRow {
  id: number;
  machine: string;
  name: string;
  role: string;
  text: string;
  revision: string;
  updated: number;
}

export interface MachineRow extends DefinitionRow {
  created: number;
}

export interface ExecutionRow {
  id: number;
  arn: string;
  machine: string;
  name: string;
  definition: number;
  input: string;
  status: Status;
  started: number;
  stopped: number | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
}

/** An execution about to begin. */
export type NewExecution = Pick<
  ExecutionRow,
  "arn" | "machine" | "name" | "definition" | "input" | "started"
>;

export interface Ending {
  status: Status;
  output?: string;
  error?: string;
  cause?: string;
}

type Row = Record<string, unknown>;
const optionalText = (value: unknown) => (typeof value === "string" ? value : undefined);
const optionalNumber = (value: unknown) => (typeof value === "number" ? value : undefined);

const STATUSES: readonly Status[] = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

/** The status named by a text of the API or the file; undefined when there is none of that name. */
export function statusOf(text: unknown): Status | undefined {
  return STATUSES.find((status) => status === text);
}

function definitionRow(row: Row): DefinitionRow {
  return {
    id: Number(row.id),
    machine: String(row.machine),
    name: String(row.name),
    role: String(row.role),
    text: String(row.text),
    revision: String(row.revision),
    updated: Number(row.updated),
  };
}

function executionRow(row: Row): ExecutionRow {
  return {
    id: Number(row.id),
    arn: String(row.arn),
    machine: String(row.machine),
    name: String(row.name),
    definition: Number(row.definition),
    input: String(row.input),
    status: statusOf(row.status) ?? "FAILED",
    started: Number(row.started),
    stopped: optionalNumber(row.stopped),
    output: optionalText(row.output),
    error: optionalText(row.error),
    cause: optionalText(row.cause),
  };
}

const MACHINE =
  "SELECT definition.*, machine.created FROM machine JOIN definition ON definition.id = machine.definition";

export class Executions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  machine(arn: string): MachineRow | undefined {
    const row = this.#database.query(`${MACHINE} WHERE machine.arn = ?`).get(arn);
    return row && { ...definitionRow(row), created: Number(row.created) };
  }

  machines(limit: number, offset: number): MachineRow[] {
    return this.#database
      .query(`${MACHINE} ORDER BY machine.created, machine.arn LIMIT ? OFFSET ?`)
      .all(limit, offset)
      .map((row) => ({ ...definitionRow(row), created: Number(row.created) }));
  }

  /** Makes `definition` the one that new executions of the machine begin with; older ones keep theirs. */
  putMachine(definition: Omit<DefinitionRow, "id">): void {
    const { lastInsertRowid } = this.#database
      .query("INSERT INTO definition(machine, name, role, text, revision, updated) VALUES(?, ?, ?, ?, ?, ?)")
      .run(
        definition.machine,
        definition.name,
        definition.role,
        definition.text,
        definition.revision,
        definition.updated,
      );
    this.#database
      .query(
        "INSERT INTO machine(arn, definition, created) VALUES(?, ?, ?) ON CONFLICT(arn) DO UPDATE SET definition = excluded.definition",
      )
      .run(definition.machine, lastInsertRowid, definition.updated);
  }

  deleteMachine(arn: string): void {
    this.#database.query("DELETE FROM machine WHERE arn = ?").run(arn);
  }

  definition(id: number): DefinitionRow | undefined {
    const row = this.#database.query("SELECT * FROM definition WHERE id = ?").get(id);
    return row && definitionRow(row);
  }

  /** `deadline`: when the execution's own TimeoutSeconds end it. */
  insert(execution: NewExecution, deadline: number | undefined): ExecutionRow {
    const { lastInsertRowid } = this.#database
      .query(
        "INSERT INTO execution(arn, machine, name, definition, input, status, started, deadline) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      )
      .run(
        execution.arn,
        execution.machine,
        execution.name,
        execution.definition,
        execution.input,
        "RUNNING",
        execution.started,
        deadline ?? null,
      );
    const open = { stopped: undefined, output: undefined, error: undefined, cause: undefined };
    return { ...execution, ...open, status: "RUNNING", id: Number(lastInsertRowid) };
  }

  byArn(arn: string): ExecutionRow | undefined {
    const row = this.#database.query("SELECT * FROM execution WHERE arn = ?").get(arn);
    return row && executionRow(row);
  }

  byId(id: number): ExecutionRow | undefined {
    const row = this.#database.query("SELECT * FROM execution WHERE id = ?").get(id);
    return row && executionRow(row);
  }

  end(id: number, at: number, { status, output, error, cause }: Ending): void {
    this.#database
      .query(
        "UPDATE execution SET status = ?, stopped = ?, output = ?, error = ?, cause = ?, deadline = NULL WHERE id = ?",
      )
      .run(status, at, output ?? null, error ?? null, cause ?? null, id);
  }

  countRunning(): number {
    return Number(
      this.#database.query("SELECT count(*) AS n FROM execution WHERE status = 'RUNNING'").get()?.n ?? 0,
    );
  }

  /** Newest first, from before (`started`, `id`). */
  list(
    machine: string,
    status: Status | undefined,
    before: { started: number; id: number },
    limit: number,
  ): ExecutionRow[] {
    const filter =
      status === undefined ? "" : status === "RUNNING" ? "AND status = 'RUNNING'" : "AND status = ?";
    const named = status === undefined || status === "RUNNING" ? [] : [status];
    return this.#database
      .query(
        `SELECT * FROM execution WHERE machine = ? ${filter} AND (started, id) < (?, ?) ORDER BY started DESC, id DESC LIMIT ?`,
      )
      .all(machine, ...named, before.started, before.id, limit)
      .map(executionRow);
  }
}
