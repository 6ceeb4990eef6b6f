import { strToU8, type Zippable, zipSync } from "fflate";

const WORKBOOK = (more = "") =>
  `<?xml version="1.0"?><workbook xmlns:r="r">${more}<sheets><sheet name="a" sheetId="1" state="hidden" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId2"/></sheets></workbook>`;
const RELATIONS = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;

/** What a test changes of a workbook. */
export interface Parts {
  readonly workbookMore?: string;
  readonly shared?: string;
  readonly afterRows?: string;
  readonly extra?: Zippable;
}

/** A workbook whose second, visible sheet holds these rows as they are. */
export function workbook(rows: string | Uint8Array, parts: Parts = {}): Uint8Array {
  const { workbookMore, shared = "", afterRows = "", extra = {} } = parts;
  const sheet = typeof rows === "string" ? strToU8(sheetOf(rows, afterRows)) : rows;
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "xl/workbook.xml": strToU8(WORKBOOK(workbookMore)),
    "xl/_rels/workbook.xml.rels": strToU8(RELATIONS),
    "xl/worksheets/sheet1.xml": strToU8(sheetOf(row(1, ["hidden"]))),
    "xl/worksheets/sheet2.xml": sheet,
    "xl/sharedStrings.xml": strToU8(`<sst>${shared}</sst>`),
    ...extra,
  });
}

export function sheetOf(rows: string, after = ""): string {
  return `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

const COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A row of texts; one that begins with `<` is a cell's inside with its own type in front of a bar. */
export function row(line: number, cells: readonly string[]): string {
  const inside = cells.map((cell, at) => {
    const [, type, xml] = /^(\w+)\|(.*)$/su.exec(cell) ?? [];
    const written = xml ?? `<is><t>${cell}</t></is>`;
    return `<c r="${COLUMNS[at]}${line}" t="${type ?? "inlineStr"}">${written}</c>`;
  });
  return `<row r="${line}">${inside.join("")}</row>`;
}
