const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** How a picture is turned, 2 to 8 (Exif 2.32, 4.6.4); undefined when it stands upright or nothing says how. */
export function orientationOf(payload: Uint8Array): number | undefined {
  if (!EXIF.every((byte, at) => payload[at] === byte)) return undefined;
  const tiff = payload.subarray(EXIF.length);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return undefined;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  return inDirectory(view, order === 0x4949);
}

function inDirectory(view: DataView, isLittle: boolean): number | undefined {
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > view.byteLength) return undefined;
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > view.byteLength) return undefined;
    const [tag, type] = [view.getUint16(at, isLittle), view.getUint16(at + 2, isLittle)];
    if (tag !== ORIENTATION) continue;
    const turned = view.getUint16(at + 8, isLittle);
    return type === SHORT && turned >= 2 && turned <= 8 ? turned : undefined;
  }
  return undefined;
}

/** What an APP1 segment holds that says how a picture is turned, and nothing else. */
export function exifOf(orientation: number): Uint8Array {
  const directory = [0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([...EXIF, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, ...directory]);
}
