import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type CsvError, type CsvErrorCode, parse } from "csv-parse";
import { z } from "zod";
import { TableRefused, type TableRow } from "./row.ts";

/** The longest row in characters: a quote that is never closed must not read the whole file. */
const LONGEST_ROW = 100_000;

/**
 * The rows of a CSV file, read as a stream: comma, semicolon or tab between cells, UTF-8 with or without
 * BOM, UTF-16 with one, else GB18030.
 */
export async function* csvRows(path: string): AsyncGenerator<TableRow> {
  const encoding = await encodingOf(path);
  const delimiter = await delimiterOf(path, encoding);
  const broken: TableRow[] = [];
  let linesBefore = 0;
  const parser = Readable.from(textOf(path, encoding)).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_record: (one: string[], { lines }) => {
        linesBefore = lines;
        return one;
      },
      on_skip: (error) => {
        if (error) broken.push(brokenRow(error, linesBefore));
        return undefined;
      },
    }),
  );
  let width = 0;
  for await (const one of parser) {
    yield* broken.splice(0);
    const { record, info } = parsedRow.parse(one);
    width ||= record.length;
    const within = record.reduce((count, cell) => count + breaksIn(cell), 0);
    const line = info.lines - within;
    if (tookLinesIn(record, width, delimiter)) {
      const reason = `a quotation mark is opened here and closed only in line ${info.lines}; what stands between is left out`;
      yield { kind: "broken", line, reason };
    } else yield { kind: "row", line, cells: record };
  }
  yield* broken.splice(0);
}

/** Between the cells of a row that could be kept stand at least so many delimiters. */
const FEWEST_DELIMITERS = 5;

/**
 * Whether a mark that was never closed took other people's rows into a cell, up to a mark in one of them: then as
 * much stands between its line breaks as in a whole row, or the row has more cells than the heading line.
 */
function tookLinesIn(record: readonly string[], width: number, delimiter: string): boolean {
  const isLonger = record.slice(width).some((cell) => cell.trim() !== "");
  return record.some((cell) => {
    const breaks = breaksIn(cell);
    const delimiters = cell.split(delimiter).length - 1;
    return breaks > 0 && (isLonger || delimiters >= breaks * FEWEST_DELIMITERS);
  });
}

function breaksIn(cell: string): number {
  return cell.split("\n").length - 1;
}

const parsedRow = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.number() }),
});

/** A row that could not be read begins after the last one that could. */
function brokenRow({ code }: CsvError, linesBefore: number): TableRow {
  return { kind: "broken", line: linesBefore + 1, reason: reasonOf(code) };
}

/** How the parser says that a quotation mark was never closed. */
const UNCLOSED: readonly CsvErrorCode[] = ["CSV_QUOTE_NOT_CLOSED", "CSV_MAX_RECORD_SIZE"];

function reasonOf(code: CsvErrorCode): string {
  return UNCLOSED.includes(code)
    ? "a quotation mark is opened and never closed"
    : "the line cannot be read as CSV";
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** What the bytes are: a mark at the beginning tells, else UTF-8 if all of the file is. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = bytesOf(chunk);
      if (isFirst) {
        if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
        if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
        if (bytes.subarray(0, READ_AHEAD).includes(0)) throw new TableRefused(NO_TEXT);
      }
      isFirst = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "gb18030";
    throw error;
  }
}

const READ_AHEAD = 4096;
const NO_TEXT = "this is no CSV file: it holds bytes that no text has; save it as CSV or XLSX";

/** The file's text, every line ended by one character: the parser counts two as two lines within a cell. */
async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const chunk of createReadStream(path)) {
    const text = held + decoder.decode(bytesOf(chunk), { stream: true });
    held = text.endsWith("\r") ? "\r" : "";
    const whole = text.slice(0, text.length - held.length);
    if (whole !== "") yield whole.replaceAll("\r\n", "\n");
  }
  const rest = held + decoder.decode();
  if (rest !== "") yield rest;
}

const bytes = z.instanceof(Uint8Array);

function bytesOf(chunk: unknown): Uint8Array {
  return bytes.parse(chunk);
}

const DELIMITERS = [",", "\t", ";"] as const;

/** What stands between the cells of the heading line. */
async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let heading = "";
  for await (const text of textOf(path, encoding)) {
    heading += text;
    if (heading.includes("\n") || heading.length > LONGEST_ROW) break;
  }
  const [line = ""] = heading.split(/\r?\n/u);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
