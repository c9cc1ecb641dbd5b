/** Runs every minute: sends by mail, robots and SMS what people are to hear, and tries again what did not go. */
import { deliverDue } from "../app/messages/deliver.ts";

export const handler = (): ReturnType<typeof deliverDue> => deliverDue();
