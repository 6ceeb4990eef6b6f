import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Plugin } from "esbuild";

const OURS = /[\\/](?:src|adapters|flows)[\\/].*\.ts$/;
const PLACE = /\bimport\.meta\.url\b/g;

/**
 * A module asks `import.meta.url` for the files beside it. In a bundle, which lies in `src`, it is told
 * where it would lie by itself, so that whatever it reads is found in the same place.
 */
export const placeOfSource: Plugin = {
  name: "place-of-source",
  setup(build) {
    build.onLoad({ filter: OURS }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (path.includes("node_modules") || !PLACE.test(source)) return undefined;
      const file = relative(process.cwd(), path).replaceAll("\\", "/").replace(/\.ts$/, ".js");
      const place = `require("node:url").pathToFileURL(require("node:path").join(__dirname, "..", ${JSON.stringify(file)})).href`;
      return { contents: source.replaceAll(PLACE, place), loader: "ts" };
    });
  },
};
