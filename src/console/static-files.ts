import { readFileSync } from "node:fs";
import type { ConsoleRouter } from "./router.ts";

const FILES = {
  "console.css": "text/css; charset=utf-8",
  "words.css": "text/css; charset=utf-8",
  "parts.css": "text/css; charset=utf-8",
  "tables.css": "text/css; charset=utf-8",
  "forms.css": "text/css; charset=utf-8",
  "live.js": "text/javascript; charset=utf-8",
} as const;

/** The style and the script of the pages, read once. */
export function addStaticFiles(router: ConsoleRouter): void {
  for (const [name, type] of Object.entries(FILES)) {
    const body = readFileSync(new URL(`./static/${name}`, import.meta.url), "utf8");
    const headers = { "content-type": type, "cache-control": "no-cache" };
    router.open("GET", `/static/${name}`, (c) => c.body(body, 200, headers));
  }
}
