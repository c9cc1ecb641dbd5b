/**
 * ElectroDB's entity, made when first asked for something. Making one holds its schema against a schema of schemas; all
 * of them together took as long as loading the SDK, and a function uses four or five.
 */
import { Entity as Eager } from "electrodb";

export const Entity = new Proxy(Eager, {
  construct(make, schema) {
    let made: object | undefined;
    return new Proxy(
      {},
      {
        get(_, name) {
          const entity: object = made ?? Reflect.construct(make, schema);
          made = entity;
          const value = Reflect.get(entity, name);
          return typeof value === "function" ? value.bind(entity) : value;
        },
      },
    );
  },
});
