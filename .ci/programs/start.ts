import { runBuilt } from "../../src/built-program.ts";

/** What Node is given, under each program's name: runs the program of that name beside it. */
await runBuilt(new URL(import.meta.url.replace(/\.js$/, ".cjs")), process.argv.slice(2));
