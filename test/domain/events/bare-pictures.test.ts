import { describe, expect, test } from "vitest";
import { pictureOf } from "../../../src/domain/events/picture.ts";
import {
  ascii,
  jfif,
  joined,
  jpegFrame,
  jpegHeader,
  jpegOf,
  jpegScan,
  jpegSegment,
  pngChunk,
  pngPicture,
} from "../../support/pictures.ts";

const PLACE = "31.2989N 121.5048E";

/** What is kept of a picture that is taken. */
function keptOf(bytes: Uint8Array): Uint8Array {
  const picture = pictureOf(bytes);
  if (typeof picture === "string") throw new Error(`It is refused: ${picture}`);
  return new Uint8Array(picture.bytes);
}

const FRAME = jpegFrame(800, 600);
const PLAIN = jpegOf([jfif(), FRAME]);

/** Exif data with a maker, how the picture is turned, and the place behind them, in either order of bytes. */
function exif(orientation: number, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(38));
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 2, isLittle);
  for (const [at, tag, type, count] of [
    [10, 0x010f, 2, 4],
    [22, 0x0112, 3, 1],
  ] as const) {
    view.setUint16(at, tag, isLittle);
    view.setUint16(at + 2, type, isLittle);
    view.setUint32(at + 4, count, isLittle);
  }
  view.setUint16(30, orientation, isLittle);
  const data = [ascii("Exif\0\0"), new Uint8Array(view.buffer), ascii(PLACE)];
  return jpegSegment(0xe1, joined(data));
}

/** Exif data that says how the picture is turned and nothing else (Exif 2.32, 4.6.2). */
const onlyTurned = (orientation: number) =>
  jpegSegment(
    0xe1,
    joined([
      ascii("Exif\0\0MM\0*"),
      Uint8Array.of(0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0),
      new Uint8Array(4),
    ]),
  );

describe("a JPEG", () => {
  test("with nothing to hide is kept byte for byte", () => {
    expect(keptOf(PLAIN)).toEqual(PLAIN);
  });

  test.each([
    ["Exif data", exif(1, true)],
    ["XMP", jpegSegment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${PLACE}`))],
    ["a table of further pictures", jpegSegment(0xe2, ascii(`MPF\0${PLACE}`))],
    ["Photoshop's data", jpegSegment(0xed, ascii(`Photoshop 3.0\0${PLACE}`))],
    ["the last application's data", jpegSegment(0xef, ascii(PLACE))],
    ["a remark", jpegSegment(0xfe, ascii(PLACE))],
    ["an extension's data", jpegSegment(0xf0, ascii(PLACE))],
    ["a second small copy", jpegSegment(0xe0, ascii(`JFXX\0${PLACE}`))],
    ["data that only looks like Adobe's", jpegSegment(0xee, ascii(PLACE))],
  ])("loses %s, before its frame and behind its scan", (_what, segment) => {
    expect(Buffer.from(segment).includes(PLACE)).toBe(true);
    const more = joined([jpegScan(), segment]);
    expect(keptOf(jpegOf([jfif(), segment, FRAME], more))).toEqual(PLAIN);
  });

  test.each([
    [2, true],
    [6, true],
    [6, false],
    [8, false],
  ])(
    "that is turned (%s, little end first: %s) stays turned, and tells nothing else",
    (turned, isLittle) => {
      expect(keptOf(jpegOf([exif(turned, isLittle), FRAME]))).toEqual(
        jpegOf([onlyTurned(turned), FRAME]),
      );
    },
  );

  test.each([0, 1, 9])("is not turned by the number %s", (turned) => {
    expect(keptOf(jpegOf([jfif(), exif(turned, false), FRAME]))).toEqual(PLAIN);
  });

  test.each([6, 7, 13, 15, 20, 32])("whose Exif data end after %s bytes loses them", (length) => {
    const cut = jpegSegment(0xe1, exif(6, true).subarray(4, 4 + length));
    expect(keptOf(jpegOf([jfif(), cut, FRAME]))).toEqual(PLAIN);
  });

  test("keeps its colour profile", () => {
    const profile = jpegSegment(0xe2, joined([ascii("ICC_PROFILE\0"), Uint8Array.of(1, 1, 0, 0)]));
    expect(keptOf(jpegOf([jfif(), profile, FRAME]))).toEqual(jpegOf([jfif(), profile, FRAME]));
  });

  test("keeps how its colours are coded, without what stands behind that", () => {
    const adobe = joined([ascii("Adobe"), Uint8Array.of(0, 100, 0, 0, 0, 0, 1)]);
    const given = jpegOf([jpegSegment(0xee, joined([adobe, ascii(PLACE)])), FRAME]);
    expect(keptOf(given)).toEqual(jpegOf([jpegSegment(0xee, adobe), FRAME]));
  });

  test("loses its small copy, which may show more than the large one", () => {
    const copy = ascii("before it was cut ");
    expect(keptOf(jpegOf([jfif(copy), FRAME]))).toEqual(PLAIN);
  });

  test("loses what stands behind its end: another picture, a film, words", () => {
    expect(keptOf(joined([PLAIN, exif(6, true), PLAIN]))).toEqual(PLAIN);
  });

  test("keeps its tables and all its scans", () => {
    const tables = [0xc4, 0xdb, 0xdd].map((marker) => jpegSegment(marker, Uint8Array.of(0, 7)));
    const scans = joined([jpegScan(), jpegSegment(0xc4, Uint8Array.of(1, 2)), jpegScan()]);
    const given = jpegOf([...tables, FRAME], scans);
    expect(keptOf(given)).toEqual(given);
  });

  test("may have filling before a marker", () => {
    expect(keptOf(jpegOf([jfif(), Uint8Array.of(0xff, 0xff), FRAME]))).toEqual(PLAIN);
  });

  test.each([
    ["without its end", PLAIN.subarray(0, -2)],
    ["cut off in its scan", PLAIN.subarray(0, -6)],
    ["cut off at a marker", PLAIN.subarray(0, -1)],
    ["whose segment is longer than it", jpegOf([Uint8Array.of(0xff, 0xe1, 0xff, 0xff)])],
    ["whose segment has no length", jpegOf([Uint8Array.of(0xff, 0xe1, 0, 1), FRAME])],
    ["with bytes between its segments", jpegOf([jfif(), ascii(PLACE), FRAME])],
    ["that begins again within", jpegOf([jfif(), Uint8Array.of(0xff, 0xd8), FRAME])],
    ["whose frame comes after its scan", jpegOf([jfif()], joined([jpegScan(), FRAME]))],
  ])("%s is none", (_what, bytes) => {
    expect(pictureOf(bytes)).toBe("wrong_kind");
  });
});

describe("a PNG", () => {
  const plain = pngPicture();
  /** Its header is 13 bytes long, its end none. */
  const [header, data, end] = [plain.subarray(0, 33), plain.subarray(33, -12), plain.subarray(-12)];
  const withChunks = (...chunks: readonly Uint8Array[]) =>
    joined([header, ...chunks, data, ...chunks, end]);

  test("with nothing to hide is kept byte for byte", () => {
    expect(keptOf(plain)).toEqual(plain);
  });

  test.each(["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "hIST", "sPLT", "prVt"])(
    "loses its %s, before and behind its data",
    (type) => {
      expect(keptOf(withChunks(pngChunk(type, ascii(PLACE))))).toEqual(plain);
    },
  );

  test.each([
    ...["PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "bKGD", "sBIT"],
    ...["acTL", "fcTL", "fdAT"],
  ])("keeps its %s, by which it is shown", (type) => {
    const given = withChunks(pngChunk(type, Uint8Array.of(1, 2, 3)));
    expect(keptOf(given)).toEqual(given);
  });

  test("loses what stands behind its end", () => {
    expect(keptOf(joined([plain, pngChunk("tEXt", ascii(PLACE)), jpegHeader(9, 9)]))).toEqual(
      plain,
    );
  });

  test.each([
    ["whose header is not first", joined([plain.subarray(0, 8), pngChunk("tIME", data), plain])],
    ["with two headers", withChunks(plain.subarray(8, 33))],
    [
      "whose header is too short",
      joined([plain.subarray(0, 8), pngChunk("IHDR", Uint8Array.of(0, 0, 1, 0)), data, end]),
    ],
    ["that cannot be shown without a chunk of its own", withChunks(pngChunk("CgBI", data))],
    ["cut off in a chunk", plain.subarray(0, -20)],
    ["whose chunk is longer than it", joined([header, Uint8Array.of(0x7f, 0, 0, 0), data, end])],
  ])("%s is none", (_what, bytes) => {
    expect(pictureOf(bytes)).toBe("wrong_kind");
  });
});
