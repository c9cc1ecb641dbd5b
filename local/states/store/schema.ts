/** The tables of one Step Functions file, in steps. Times are milliseconds since 1970; JSON is text. */

export const SCHEMA = [
  `
CREATE TABLE IF NOT EXISTS definition(
  id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  text TEXT NOT NULL, revision TEXT NOT NULL, updated INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS machine(
  arn TEXT PRIMARY KEY, definition INTEGER NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS execution(
  id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, name TEXT NOT NULL,
  definition INTEGER NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, started INTEGER NOT NULL,
  stopped INTEGER, output TEXT, error TEXT, cause TEXT, deadline INTEGER);
CREATE INDEX IF NOT EXISTS execution_by_machine ON execution(machine, started, id);
CREATE INDEX IF NOT EXISTS execution_running ON execution(machine, started, id) WHERE status = 'RUNNING';
CREATE INDEX IF NOT EXISTS execution_deadline ON execution(deadline) WHERE deadline IS NOT NULL;
CREATE TABLE IF NOT EXISTS strand(
  execution INTEGER NOT NULL, path TEXT NOT NULL, frame TEXT NOT NULL, due INTEGER, parked INTEGER NOT NULL,
  PRIMARY KEY(execution, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS strand_due ON strand(due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS strand_awake ON strand(execution) WHERE parked = 0;
CREATE TABLE IF NOT EXISTS token(
  token TEXT PRIMARY KEY, execution INTEGER NOT NULL, path TEXT NOT NULL, beat INTEGER, answer TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS token_execution ON token(execution);
CREATE TABLE IF NOT EXISTS history(
  execution INTEGER NOT NULL, id INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
  previous INTEGER NOT NULL, details TEXT, PRIMARY KEY(execution, id)) WITHOUT ROWID;
`,
  // Strands are called branches, and one that has not begun is pending.
  `
ALTER TABLE strand RENAME TO branch;
DROP INDEX strand_due;
DROP INDEX strand_awake;
CREATE INDEX branch_due ON branch(due) WHERE due IS NOT NULL;
CREATE INDEX branch_awake ON branch(execution) WHERE parked = 0;
UPDATE branch SET frame = json_replace(frame, '$.progress.at', 'pending')
  WHERE json_extract(frame, '$.progress.at') = 'unborn';
`,
];
