/** Kinds of file that people may hand in, by what their bytes are. */
export const FILE_KINDS = {
  pdf: { type: "application/pdf", endings: ["pdf"] },
  jpeg: { type: "image/jpeg", endings: ["jpg", "jpeg"] },
  png: { type: "image/png", endings: ["png"] },
  docx: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
  },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    endings: ["xlsx"],
  },
} as const;
export type FileKind = keyof typeof FILE_KINDS;

const STARTS: readonly (readonly [FileKind, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is, by its bytes alone: never by its name or by what its sender called it. */
export function kindOfBytes(bytes: Uint8Array): FileKind | undefined {
  const plain = STARTS.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  return plain?.[0] ?? officeKind(bytes);
}

/** A text document or a sheet of Office Open XML, which is a ZIP file; one with macros in it is neither. */
function officeKind(bytes: Uint8Array): FileKind | undefined {
  const names = zipNames(bytes);
  if (!names.includes("[Content_Types].xml") || names.some((name) => MACROS.test(name))) {
    return undefined;
  }
  if (names.includes("word/document.xml")) return "docx";
  return names.includes("xl/workbook.xml") ? "xlsx" : undefined;
}

const MACROS = /vbaProject\.bin$|\/activeX\/|macrosheets\//i;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_END = 22 + 0xffff;
/** An office document has dozens of parts; one with more is looked at no further. */
const MOST_ENTRIES = 2_000;

/** The names in a ZIP file's directory (APPNOTE 4.3.12, 4.3.16); nothing is unpacked. Empty for what is none. */
function zipNames(bytes: Uint8Array): readonly string[] {
  if (bytes.length < 22 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return [];
  const count = view.getUint16(end + 10, true);
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  for (let each = 0; each < Math.min(count, MOST_ENTRIES); each++) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) return [];
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0))));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - LONGEST_END); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

const LONGEST_NAME = 80;

/**
 * A name under which a file can be kept and shown: the last part of a path, without control signs, signs that turn
 * the writing round, or those that file systems refuse, with an ending that says what the file is.
 */
export function safeFileName(told: string | undefined, kind: FileKind, otherwise: string): string {
  const { endings } = FILE_KINDS[kind];
  const last = (told ?? "").normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const clean = last
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*%]/gu, "")
    .replace(/^[.\s]+|(?<![.\s])[.\s]+$/gu, "")
    .replace(/\s+/gu, " ");
  const [ending] = endings;
  const isRight = endings.some((each) => clean.toLowerCase().endsWith(`.${each}`));
  const stem = isRight ? clean.slice(0, clean.lastIndexOf(".")) : clean;
  const kept = [...stem].slice(0, LONGEST_NAME).join("").trim();
  const shown = isRight ? clean.slice(clean.lastIndexOf(".")) : `.${ending}`;
  return `${kept === "" ? otherwise : kept}${shown}`;
}
