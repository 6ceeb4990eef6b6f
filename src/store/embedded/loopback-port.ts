import { createServer } from "node:net";

/** The only address the embedded server listens on. */
export const LOOPBACK = "127.0.0.1";

/** A port the system says is free now; somebody may still take it before it is used. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: LOOPBACK, port: 0, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("the system named no port"));
      });
    });
  });
}
