// Tells whether a verdict's value is a date.
import type { WrittenDate } from "./dates.ts";

export const isDate = (value: unknown): value is WrittenDate =>
  typeof value === "object" && value !== null && "month" in value && "problems" in value;
