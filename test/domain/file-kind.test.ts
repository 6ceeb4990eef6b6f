import { describe, expect, test } from "vitest";
import { disposition } from "../../src/domain/disposition.ts";
import { kindOfBytes, safeFileName } from "../../src/domain/file-kind.ts";
import { bytesOf, DOCX, JPEG, PDF, PNG, XLSX, zipOf } from "../support/sample-files.ts";

const TYPES = "[Content_Types].xml";

describe("what a file is", () => {
  test.each([
    ["pdf", PDF],
    ["png", PNG],
    ["jpeg", JPEG],
    ["docx", DOCX],
    ["xlsx", XLSX],
  ] as const)("%s is known by its bytes", (kind, bytes) => {
    expect(kindOfBytes(bytes)).toBe(kind);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["a page", bytesOf("<!doctype html><script>alert(1)</script>")],
    ["a page before a PDF", bytesOf("<html>%PDF-1.7")],
    ["a drawing with a script", bytesOf("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["a program", bytesOf("MZ\u0090 this program")],
    ["half a PNG's mark", PNG.subarray(0, 4)],
    ["a plain ZIP file", zipOf("a.txt")],
    ["an empty ZIP file", zipOf()],
    ["a ZIP file's beginning alone", bytesOf("PK\u0003\u0004 word/document.xml")],
    ["a document with macros", zipOf(TYPES, "word/document.xml", "word/vbaProject.bin")],
    ["a sheet with old macros", zipOf(TYPES, "xl/workbook.xml", "xl/macrosheets/sheet1.xml")],
    ["a document without its types", zipOf("word/document.xml")],
    ["a cut document", DOCX.subarray(0, DOCX.length - 30)],
    ["a document whose directory points away", pointingAway()],
  ])("%s is none", (_what, bytes) => {
    expect(kindOfBytes(bytes)).toBeUndefined();
  });

  test("a part of a larger buffer is read as what it is", () => {
    const larger = new Uint8Array(DOCX.length + 50);
    larger.set(DOCX, 50);
    expect(kindOfBytes(larger.subarray(50))).toBe("docx");
  });
});

function pointingAway(): Uint8Array {
  const bytes = DOCX.slice();
  new DataView(bytes.buffer).setUint32(bytes.length - 6, 0xfffffff0, true);
  return bytes;
}

describe("a file's name", () => {
  test.each([
    ["证明.pdf", "证明.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\Windows\\system32\\证明.PDF", "证明.PDF"],
    ["/", "file.pdf"],
    ["..", "file.pdf"],
    [".pdf", "pdf.pdf"],
    ["a\u0000b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"],
    ["invoice\u202efdp.exe", "invoicefdp.exe.pdf"],
    ["证明.pdf.exe", "证明.pdf.exe.pdf"],
    ['a"b<c>|?*%00.pdf', "abc00.pdf"],
    ["x".repeat(500), `${"x".repeat(80)}.pdf`],
    ["", "file.pdf"],
    [undefined, "file.pdf"],
  ])("%j becomes %j", (told, kept) => {
    expect(safeFileName(told, "pdf", "file")).toBe(kept);
  });

  test("stands in a header without ever ending it", () => {
    expect(disposition("证明 (1).pdf")).toBe(
      "attachment; filename=\"_ _1_.pdf\"; filename*=UTF-8''%E8%AF%81%E6%98%8E%20%281%29.pdf",
    );
    expect(disposition('a"; filename=b\r\nX: y')).toMatch(/^[\x20-\x7e]+$/);
    expect(disposition('a"; filename=b').match(/"/g)).toHaveLength(2);
  });
});
