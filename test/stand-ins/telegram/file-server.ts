import type { ServerResponse } from "node:http";
import type { World } from "./world.ts";

/** Hands a file out under its path, in quarters, as Telegram's file server does: to who holds the token alone. */
export async function serveFile(
  world: World,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const file = [...world.files.values()].find((one) => one.path === path);
  if (!file) {
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"ok":false,"error_code":404,"description":"Not Found"}');
    return;
  }
  response.writeHead(200, { "content-type": "application/octet-stream" });
  const quarter = Math.max(1, Math.ceil(file.bytes.length / 4));
  for (let at = 0; at < file.bytes.length && !response.destroyed; at += quarter) {
    response.write(file.bytes.subarray(at, at + quarter));
    if (file.restMs > 0) await new Promise((resolve) => setTimeout(resolve, file.restMs));
  }
  response.end();
}
