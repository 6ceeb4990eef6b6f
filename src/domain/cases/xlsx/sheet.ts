import { TableRefused } from "../table/row.ts";
import { readElements } from "./elements.ts";
import { XLSX_LIMITS } from "./limits.ts";
import type { XlsxRow } from "./protocol.ts";
import { textCollector } from "./workbook.ts";

/**
 * The rows of a sheet that hold anything, as text: formulas by the value they had when the workbook was
 * saved, days as their numbers. Rows without cells cost nothing but their reading.
 */
export async function* sheetRows(
  pieces: AsyncIterable<string>,
  strings: readonly string[],
): AsyncGenerator<XlsxRow> {
  const reader = rowCollector(strings);
  for await (const _piece of readElements(pieces, reader)) yield* reader.rows.splice(0);
}

interface Cell {
  readonly column: number;
  readonly type: string;
}

function rowCollector(strings: readonly string[]) {
  const rows: XlsxRow[] = [];
  const inline = textCollector();
  let line = 0;
  let count = 0;
  let cells: string[] = [];
  let cell: Cell | undefined;
  let value: string | undefined;
  let isValue = false;
  let isDone = false;

  function open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "row") {
      line = Number(attributes["r"] ?? line + 1);
      cells = [];
    } else if (name === "c") {
      const column = columnOf(attributes["r"]) ?? (cell?.column ?? -1) + 1;
      cell = { column, type: attributes["t"] ?? "n" };
      value = undefined;
      inline.begin();
    } else if (name === "v") {
      isValue = true;
      value = "";
    } else inline.open(name);
  }

  function text(more: string): void {
    if (!isValue) return inline.text(more);
    value = (value ?? "") + more;
    if (value.length > XLSX_LIMITS.cell) {
      throw new TableRefused(`line ${line}: a cell holds more than ${XLSX_LIMITS.cell} characters`);
    }
  }

  function close(name: string): void {
    if (name === "v") isValue = false;
    else if (name === "c") keepCell();
    else if (name === "row") keepRow();
    else if (name === "sheetData") isDone = true;
    else inline.close(name);
  }

  function keepCell(): void {
    const words = cell ? wordsOf(cell, value, inline.taken(), strings) : "";
    if (!cell || words.trim() === "") return;
    if (cell.column >= XLSX_LIMITS.columns) {
      throw new TableRefused(
        `line ${line}: a cell stands beyond column ${XLSX_LIMITS.columns}; delete what is right of the list`,
      );
    }
    while (cells.length < cell.column) cells.push("");
    cells[cell.column] = words;
  }

  function keepRow(): void {
    cell = undefined;
    if (cells.length === 0) return;
    count += 1;
    if (count > XLSX_LIMITS.rows) {
      throw new TableRefused(`the list has more than ${XLSX_LIMITS.rows} rows; split it`);
    }
    rows.push({ kind: "row", line, cells });
  }

  return { rows, open, text, close, isDone: () => isDone };
}

/** The column of a cell such as BL12, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function wordsOf(
  { type }: Cell,
  value: string | undefined,
  inline: string,
  strings: readonly string[],
): string {
  switch (type) {
    case "s":
      return strings[Number(value ?? "-1")] ?? "";
    case "inlineStr":
      return inline;
    case "n":
      return plainNumber(value ?? "");
    case "e":
      return "";
    default:
      return value ?? "";
  }
}

/** 1.39E10, or 13900000042.0, as people read it. */
function plainNumber(value: string): string {
  const number = Number(value);
  return /e|\.0+$/i.test(value) && Number.isSafeInteger(number) ? String(number) : value;
}
