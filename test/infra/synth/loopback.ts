/** Loaded before anything of the mocked deployment: a connection that would leave this machine is an error. */
import { Socket } from "node:net";

const { connect } = Socket.prototype;

Object.defineProperty(Socket.prototype, "connect", {
  configurable: true,
  value: function (this: Socket, ...given: unknown[]): unknown {
    // Node's own clients hand over options and a callback, wrapped in a list.
    const [first] = Array.isArray(given[0]) ? given[0] : given;
    const host = typeof first === "object" && first !== null ? Reflect.get(first, "host") : given[1];
    const path = typeof first === "object" && first !== null ? Reflect.get(first, "path") : undefined;
    if (!path && host !== "127.0.0.1") throw new Error(`the mocked deployment called out to ${host}`);
    return Reflect.apply(connect, this, given);
  },
});
