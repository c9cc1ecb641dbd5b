/** Registers in the table: one an office, through which all changes of its organisation go. */
import {
  type Register,
  type RegisterCommand,
  type RegisterEvent,
  registerKind,
} from "../../../core/organisation/register.ts";
import { format, json, number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { type SubjectTable, subjectRows } from "./subject.ts";
import { primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

const RegisterRow = new Entity({
  model: { entity: "register", version: "1", service },
  attributes: { id: text, jurisdiction: text, version: number, headHash: text, format, register: json },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
  },
});

function writeRegister(register: Register, headHash: string, expected: number | undefined): Write {
  const { id, jurisdiction, version } = register;
  const row = { id, jurisdiction, version, headHash, register, format: registerKind.format };
  return put(
    RegisterRow.put(row).where((field, { eq, notExists }) =>
      expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

const rows = subjectRows(RegisterRow, "登记", registerKind, writeRegister);

export const registers: SubjectTable<Register, RegisterCommand, RegisterEvent, "register"> = {
  kind: registerKind,
  rows,
  unknown: { kind: "conflict", code: "register_unknown", message: "这个办公室还没有登记。" },
  async read(id) {
    const { data } = await RegisterRow.get({ id }).go({ ...table(), consistent: true });
    return rows.one(data);
  },
  write: writeRegister,
  // Nothing of it ever waits: there is nothing to be swept.
  open: async () => ({ sound: [], unreadable: [] }),
};
