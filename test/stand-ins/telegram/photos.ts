import { badRequest } from "./api-error.ts";
import type { Upload } from "./form.ts";
import type { World } from "./world.ts";

/** A photo the bot gives, by its bytes or by the platform's id of one it had. */
export function photoOf(world: World, given: Upload | string): { id: string; photo: Upload } {
  const id = typeof given === "string" ? given : `AgAC-sent_${world.nextId()}`;
  const photo = typeof given === "string" ? world.photos.get(id) : given;
  if (!photo) throw badRequest("wrong file identifier/HTTP URL specified");
  if (!isPng(photo.bytes)) throw badRequest("IMAGE_PROCESS_FAILED");
  return { id, photo };
}

/** What the platform tells of a photo: its sizes, each with an id to send it again by. */
export function sizesOf(world: World, id: string, photo: Upload): readonly object[] {
  world.photos.set(id, photo);
  const size = { file_unique_id: id, width: 200, height: 200 };
  return [
    { ...size, file_id: `${id}s` },
    { ...size, file_id: id },
  ];
}

const PNG = [0x89, 0x50, 0x4e, 0x47];

function isPng(bytes: Uint8Array): boolean {
  return PNG.every((byte, index) => bytes[index] === byte);
}
