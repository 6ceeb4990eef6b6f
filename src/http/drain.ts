import type { IncomingMessage, Server, ServerResponse } from "node:http";

/**
 * Prepares a server to be closed. The function it gives stops accepting, lets what is under way finish and
 * resolves at the latest after `withinMs`, when it cuts what is left. Later calls wait for the first.
 */
export function drainable(server: Server): (withinMs: number) => Promise<void> {
  const open = new Set<ServerResponse>();
  let closed: Promise<void> | undefined;

  // Before the listener that answers: its answer may be complete when it returns.
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    // Node hands over requests of connections it kept alive after the server stopped accepting.
    if (closed) response.setHeader("connection", "close");
    response.once("close", () => {
      open.delete(response);
      if (closed) setImmediate(() => server.closeIdleConnections());
    });
  });

  return (withinMs) => {
    closed ??= close(server, open, withinMs);
    return closed;
  };
}

async function close(
  server: Server,
  open: ReadonlySet<ServerResponse>,
  withinMs: number,
): Promise<void> {
  if (!server.listening) return;
  for (const response of open) {
    if (!response.headersSent) response.setHeader("connection", "close");
  }
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  try {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  } finally {
    clearTimeout(cut);
  }
}
