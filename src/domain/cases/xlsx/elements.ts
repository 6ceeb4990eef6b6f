import { SaxesParser } from "saxes";
import { TableRefused } from "../table/row.ts";

/** What is told of a part's elements, by their names without prefix. */
export interface ElementHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Asked after each piece; true when nothing more of the part is wanted. */
  isDone?(): boolean;
}

const BROKEN = "a part of the workbook is broken; open it, save it again and retry";

/**
 * Reads one XML part piece by piece, and yields after each piece, so that what was found can be passed on.
 * Entities of a document's own are not known, so none can be blown up.
 */
export async function* readElements(
  pieces: AsyncIterable<string>,
  handler: ElementHandler,
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let problem: Error | undefined;
  parser.on("error", (error) => {
    problem ??= error;
  });
  parser.on("opentag", ({ name, attributes }) => handler.open?.(localName(name), attributes));
  parser.on("text", (text) => handler.text?.(text));
  parser.on("cdata", (text) => handler.text?.(text));
  parser.on("closetag", ({ name }) => handler.close?.(localName(name)));
  for await (const piece of pieces) {
    parser.write(piece);
    if (problem) throw new TableRefused(BROKEN, { cause: problem });
    yield;
    if (handler.isDone?.()) return;
  }
}

/** Reads a part to its end. */
export async function readAll(
  pieces: AsyncIterable<string>,
  handler: ElementHandler,
): Promise<void> {
  for await (const _piece of readElements(pieces, handler));
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
