/** Task tokens: opaque to everybody, recognisable here without a look-up, each answered at most once. */
import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../../database.ts";
import type { Json } from "../json.ts";
import type { BranchKey } from "./journal.ts";

export type TaskAnswer = { output: Json } | { error?: string; cause?: string };

export interface TokenRow extends BranchKey {
  beat: number | undefined;
  answer: TaskAnswer | undefined;
}

const SECRET_BYTES = 36;
const CHECK_BYTES = 6;

function checkOf(secret: Buffer): Buffer {
  return createHash("sha256").update(secret).digest().subarray(0, CHECK_BYTES);
}

export function mintToken(): string {
  const secret = randomBytes(SECRET_BYTES);
  return Buffer.concat([secret, checkOf(secret)]).toString("base64url");
}

/** Whether a text can ever have been a token: AWS tells these (TaskTimedOut) from nonsense (InvalidToken). */
export function isToken(text: string): boolean {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== SECRET_BYTES + CHECK_BYTES) return false;
  return checkOf(bytes.subarray(0, SECRET_BYTES)).equals(bytes.subarray(SECRET_BYTES));
}

export class Tokens {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  open(token: string, key: BranchKey): void {
    this.#database
      .query("INSERT INTO token(token, execution, path) VALUES(?, ?, ?)")
      .run(token, key.execution, key.path);
  }

  find(token: string): TokenRow | undefined {
    const row = this.#database.query("SELECT * FROM token WHERE token = ?").get(token);
    return (
      row && {
        execution: Number(row.execution),
        path: String(row.path),
        beat: typeof row.beat === "number" ? row.beat : undefined,
        answer: typeof row.answer === "string" ? JSON.parse(row.answer) : undefined,
      }
    );
  }

  answer(token: string, answer: TaskAnswer): void {
    this.#database.query("UPDATE token SET answer = ? WHERE token = ?").run(JSON.stringify(answer), token);
  }

  beat(token: string, at: number): void {
    this.#database.query("UPDATE token SET beat = ? WHERE token = ?").run(at, token);
  }

  close(token: string): void {
    this.#database.query("DELETE FROM token WHERE token = ?").run(token);
  }
}
