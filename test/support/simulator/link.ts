import { connect, createServer, type Server, type Socket } from "node:net";

/** The only way from one process of the service to the database; cutting it is what a dead process looks like. */
export interface Link {
  /** The database's address by way of this link. */
  readonly url: string;
  /** Drops every connection at once and lets none through any more. What the database has received, it carries out. */
  cut(): void;
  /** Cuts as soon as the database answers anything: what was asked is done, but the answer never arrives. */
  cutAtNextAnswer(onCut: () => void): void;
}

/** Opens a link to a database. */
export async function openLink(databaseUrl: string): Promise<Link> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let atNextAnswer: (() => void) | undefined;

  const cut = () => {
    isCut = true;
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    if (isCut) cut();
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => {
      if (!atNextAnswer) return void near.write(data);
      const onCut = atNextAnswer;
      atNextAnswer = undefined;
      cut();
      onCut();
    });
  });
  const port = await listen(server);
  const near = new URL(databaseUrl);
  near.hostname = "127.0.0.1";
  near.port = String(port);
  return {
    url: near.href,
    cut,
    cutAtNextAnswer: (onCut) => {
      atNextAnswer = onCut;
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(address.port);
      else reject(new Error("The link has no port"));
    });
  });
}
