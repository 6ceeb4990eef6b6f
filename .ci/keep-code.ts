import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadBuilt } from "../src/built-program.ts";

/**
 * `node FLAGS keep-code.mjs PROGRAM`: loads a built program, rehearses it if it can be, and writes V8's code for
 * all that ran beside the program.
 */
const [path = ""] = process.argv.slice(2);
const program = pathToFileURL(path);
const loaded = loadBuilt(program);
const { rehearse } = loaded.offers;
if (typeof rehearse === "function") await rehearse();
writeFileSync(`${fileURLToPath(program)}.code`, loaded.code());
