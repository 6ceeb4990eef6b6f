import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";

/** How long a call may take as a whole: so many ms, or until the signal ends it. */
export type CallEnd = number | AbortSignal;

/**
 * Posts JSON to a path of one server; resolves with the text of the answer, whatever its status. Rejects with an
 * error whose code says why when there is no whole answer in time.
 */
export type Post = (path: string, json: string, end: CallEnd) => Promise<string>;

/** An idle connection is closed sooner than most servers do, so that no call meets one just closed. */
const IDLE_MS = 4_000;
const CONNECT_MS = 10_000;
const AGENT = { keepAlive: true, timeout: IDLE_MS, scheduling: "fifo" } as const;

/**
 * Posts to the server at that address, without a slash at its end. Beside `fetch`, whose streams and signals are
 * made anew for every call, it takes a fraction of the processor time, which counts when every answer is a call.
 */
export function directPost(root: string): Post {
  const { protocol, hostname, port, host, pathname } = new URL(root);
  const isSecure = protocol === "https:";
  const base = pathname === "/" ? "" : pathname;
  const where = {
    // Brackets are part of an address only.
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? undefined : port,
    method: "POST",
    agent: isSecure ? new HttpsAgent(AGENT) : new HttpAgent(AGENT),
  };
  const request = isSecure ? httpsRequest : httpRequest;
  const connected = isSecure ? "secureConnect" : "connect";
  return (path, json, end) =>
    new Promise((resolve, reject) => {
      const call = request({
        ...where,
        path: `${base}${path}`,
        // In a row they are written as they are.
        headers: [
          ["host", host],
          ["connection", "keep-alive"],
          ["content-type", "application/json"],
          ["content-length", String(Buffer.byteLength(json))],
        ].flat(),
      });
      call.on("socket", (socket) => limitConnecting(call, socket, connected));
      const release = endAt(call, end);
      call.on("error", reject);
      call.on("close", release);
      answerTo(call, resolve, reject);
      call.end(json);
    });
}

function answerTo(
  call: ClientRequest,
  resolve: (text: string) => void,
  reject: (error: Error) => void,
): void {
  call.on("response", (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part));
    response.on("error", reject);
    response.on("end", () => {
      const [only, ...others] = parts;
      resolve(only && others.length === 0 ? only.toString() : Buffer.concat(parts).toString());
    });
  });
}

/** The whole answer was not there in time; the call may have been carried out. */
class CallTimeout extends Error {
  override readonly name = "CallTimeout";
}

/** Ends the call when its time is up; returns how to let go of it. */
function endAt(call: ClientRequest, end: CallEnd): () => void {
  if (typeof end === "number") {
    const timer = setTimeout(() => call.destroy(new CallTimeout("No answer in time")), end);
    return () => clearTimeout(timer);
  }
  const abort = () => call.destroy(new CallTimeout("The call was ended"));
  if (end.aborted) abort();
  else end.addEventListener("abort", abort, { once: true });
  return () => end.removeEventListener("abort", abort);
}

/** Nothing has left before the connection stands, so the call may be made again. */
class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";
  readonly code = "UND_ERR_CONNECT_TIMEOUT";
}

function limitConnecting(call: ClientRequest, socket: Socket, connected: string): void {
  if (!socket.connecting) return;
  const timer = setTimeout(
    () => call.destroy(new ConnectTimeout("No connection within 10 s")),
    CONNECT_MS,
  );
  const stop = () => clearTimeout(timer);
  socket.once(connected, stop);
  socket.once("close", stop);
}
