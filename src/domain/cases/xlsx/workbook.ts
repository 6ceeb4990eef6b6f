import { posix } from "node:path";
import { TableRefused } from "../table/row.ts";
import type { Archive } from "./archive.ts";
import { readAll } from "./elements.ts";
import { XLSX_LIMITS } from "./limits.ts";

const ROOT = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";

/** The part that holds the first sheet people see. */
export async function firstSheet(archive: Archive): Promise<string> {
  if (!archive.names.includes(ROOT)) {
    throw new TableRefused(
      "this is a ZIP archive but no XLSX workbook; save the list as XLSX or CSV",
    );
  }
  const sheets: { relation: string; hidden: boolean }[] = [];
  let counts1904 = false;
  await readAll(archive.text(ROOT), {
    open(name, attributes) {
      if (name === "workbookPr") counts1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const hidden = ["hidden", "veryHidden"].includes(attributes["state"] ?? "");
      sheets.push({ relation: attributes["r:id"] ?? "", hidden });
    },
  });
  if (counts1904) {
    throw new TableRefused(
      "the workbook counts its days from 1904; switch that off in Excel's options, or save the list as CSV",
    );
  }
  const sheet = sheets.find(({ hidden }) => !hidden);
  const targets = await relationsOf(archive);
  const part = targets.get(sheet?.relation ?? "") ?? "xl/worksheets/sheet1.xml";
  if (archive.names.includes(part)) return part;
  throw new TableRefused("the workbook holds no sheet that can be seen");
}

async function relationsOf(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readAll(archive.text(RELATIONS), {
    open(name, { Id, Target }) {
      if (name !== "Relationship" || Id === undefined || Target === undefined) return;
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : posix.join("xl", Target));
    },
  });
  return targets;
}

/** The texts that cells point at by their numbers. */
export async function sharedStrings(archive: Archive): Promise<readonly string[]> {
  const strings: string[] = [];
  const collector = textCollector();
  await readAll(archive.text("xl/sharedStrings.xml"), {
    open(name) {
      if (name === "si") collector.begin();
      collector.open(name);
    },
    text: collector.text,
    close(name) {
      collector.close(name);
      if (name === "si") strings.push(collector.taken());
    },
  });
  return strings;
}

/** Puts a text together from its runs, without how it is pronounced. */
export function textCollector() {
  let text = "";
  let isText = false;
  let pronounced = 0;
  return {
    begin() {
      text = "";
    },
    open(name: string) {
      if (name === "rPh") pronounced += 1;
      isText = name === "t" && pronounced === 0;
    },
    text(more: string) {
      if (!isText) return;
      text += more;
      if (text.length > XLSX_LIMITS.cell) {
        throw new TableRefused(`a cell holds more than ${XLSX_LIMITS.cell} characters`);
      }
    },
    close(name: string) {
      if (name === "rPh") pronounced -= 1;
      if (name === "t") isText = false;
    },
    taken: () => text,
  };
}
