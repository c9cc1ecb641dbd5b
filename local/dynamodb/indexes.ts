/** UpdateTable: global indexes added, filled from the items at once, and removed. */
import { refusal, validation } from "./error.ts";
import type { AttributeDefinition, IndexDefinition, UpdateTable } from "./request.ts";
import { invalid, type TableDescription, type TableRecord } from "./schema.ts";
import type { Store } from "./store.ts";
import { globalIndex } from "./tables.ts";

const MAX_GLOBAL_INDEXES = 20;

export function updateTable(store: Store, request: UpdateTable): string {
  const table = store.table(request.TableName, true);
  const record: TableRecord = structuredClone(table.record);
  const { description } = record;

  const updates = request.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter((update) => update.Create ?? update.Delete).length > 1)
    throw refusal(
      "LimitExceededException",
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  for (const { Create, Update, Delete } of updates) {
    if (Update) throw invalid("GlobalSecondaryIndexUpdates/Update is not supported by this endpoint");
    if (Create) addIndex(description, Create, request.AttributeDefinitions ?? []);
    if (Delete) removeIndex(description, Delete.IndexName);
  }
  description.AttributeDefinitions = usedDefinitions(description);

  // Everything that can be refused has been: from here on the store is written.
  for (const { Create, Delete } of updates) {
    if (Create) record.indexSpaces[Create.IndexName] = store.newSpace(`${table.name}/${Create.IndexName}`);
    if (Delete) dropIndex(store, record, Delete.IndexName);
  }
  store.saveTable(record);
  const changed = store.table(table.name);
  for (const { Create } of updates) {
    const index = changed.indexes.find((candidate) => candidate.name === Create?.IndexName);
    if (index) store.fillIndex(changed, index);
  }
  return JSON.stringify({ TableDescription: inProgress(table.record.description, description, updates) });
}

function dropIndex(store: Store, record: TableRecord, name: string): void {
  const space = record.indexSpaces[name];
  if (space !== undefined) store.dropIndex(space);
  delete record.indexSpaces[name];
}

function removeIndex(description: TableDescription, name: string): void {
  const { GlobalSecondaryIndexes = [] } = description;
  const left = GlobalSecondaryIndexes.filter((index) => index.IndexName !== name);
  if (left.length === GlobalSecondaryIndexes.length)
    throw refusal("ResourceNotFoundException", "Requested resource not found");
  if (left.length > 0) description.GlobalSecondaryIndexes = left;
  else delete description.GlobalSecondaryIndexes;
}

function addIndex(
  description: TableDescription,
  index: IndexDefinition,
  definitions: AttributeDefinition[],
): void {
  const { GlobalSecondaryIndexes = [] } = description;
  if (GlobalSecondaryIndexes.some((known) => known.IndexName === index.IndexName))
    throw validation(`Attempting to create an index which already exists: ${index.IndexName}`);
  if (GlobalSecondaryIndexes.length >= MAX_GLOBAL_INDEXES)
    throw refusal("LimitExceededException", "GlobalSecondaryIndex count exceeds the per-table limit of 20");
  checkDefinition(index);

  const merged = [...description.AttributeDefinitions];
  for (const definition of definitions) {
    const known = merged.find((one) => one.AttributeName === definition.AttributeName);
    if (!known) merged.push(definition);
    else if (known.AttributeType !== definition.AttributeType)
      throw invalid(`Attribute ${known.AttributeName} is already defined with type ${known.AttributeType}`);
  }
  const names = merged.map((definition) => definition.AttributeName);
  const keys = index.KeySchema.map((key) => key.AttributeName);
  if (keys.some((key) => !names.includes(key)))
    throw invalid(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(", ")}], AttributeDefinitions: [${names.join(", ")}]`,
    );
  description.AttributeDefinitions = merged;
  description.GlobalSecondaryIndexes = [...GlobalSecondaryIndexes, globalIndex(description.TableArn, index)];
}

function checkDefinition({ KeySchema: [hash, range] }: IndexDefinition): void {
  if (hash?.KeyType !== "HASH")
    throw validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (range && range.KeyType !== "RANGE")
    throw validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  if (hash.AttributeName === range?.AttributeName)
    throw validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
}

/** AWS drops the definitions that no key uses any more. */
function usedDefinitions(description: TableDescription): AttributeDefinition[] {
  const { KeySchema, GlobalSecondaryIndexes = [] } = description;
  const schemas = [KeySchema, ...GlobalSecondaryIndexes.map((index) => index.KeySchema)];
  const used = new Set(schemas.flat().map((key) => key.AttributeName));
  return description.AttributeDefinitions.filter((definition) => used.has(definition.AttributeName));
}

/** The answer of UpdateTable describes work under way, though here it is done. */
function inProgress(
  before: TableDescription,
  after: TableDescription,
  updates: NonNullable<UpdateTable["GlobalSecondaryIndexUpdates"]>,
): TableDescription {
  const statuses = new Map(
    updates.flatMap(({ Create, Delete }): [string, string][] => [
      ...(Create ? [[Create.IndexName, "CREATING"] as [string, string]] : []),
      ...(Delete ? [[Delete.IndexName, "DELETING"] as [string, string]] : []),
    ]),
  );
  const gone =
    before.GlobalSecondaryIndexes?.filter((index) => statuses.get(index.IndexName) === "DELETING") ?? [];
  const shown = [...(after.GlobalSecondaryIndexes ?? []), ...gone].map((index) => ({
    ...index,
    IndexStatus: statuses.get(index.IndexName) ?? index.IndexStatus,
  }));
  return {
    ...after,
    TableStatus: "UPDATING",
    ...(shown.length > 0 && { GlobalSecondaryIndexes: shown }),
  };
}
