import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A line to a database that can be cut, as when its machine goes away. */
export interface DatabaseLine {
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Passes everything on to a database until it is cut. */
export async function openLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const remember = (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A cut line errs on both of its ends; that is what it is for.
    socket.on("error", () => socket.destroy());
  };
  const pass = (near: Socket) => {
    const far = connect(Number(target.port), target.hostname);
    remember(near);
    remember(far);
    near.pipe(far).pipe(near);
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  };
  let server: Server = createServer(pass).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      server = createServer(pass).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}
