import { describe, expect, test } from "vitest";
import { bodyOf, mention } from "./decoding.ts";

describe("what is no text", () => {
  test.each([
    "animation",
    "audio",
    "contact",
    "dice",
    "location",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
  ])("%s is a file", (field) => {
    const direct = { id: 42, type: "private" };
    expect(bodyOf({ [field]: {} }, direct)).toMatchObject({ kind: "file", addressed: true });
    expect(bodyOf({ [field]: {} })).toMatchObject({ kind: "file", addressed: false, files: [] });
  });

  test("tells what a document is, and how to fetch it", () => {
    const document = {
      file_id: "BQAC-1_x",
      file_name: "../证明.pdf",
      mime_type: "application/pdf",
      file_size: 12,
    };
    const { file_id: reference, file_name: name, mime_type: type, file_size: size } = document;
    expect(bodyOf({ document })).toMatchObject({ files: [{ reference, name, type, size }] });
  });

  test("is a photo in its largest size; a GIF is told of once", () => {
    const photo = [
      { file_id: "small", file_size: 900 },
      { file_id: "large", file_size: 90_000 },
    ];
    expect(bodyOf({ photo })).toMatchObject({
      files: [{ reference: "large", size: 90_000, type: "image/jpeg" }],
    });
    const gif = { file_id: "gif", mime_type: "video/mp4" };
    expect(bodyOf({ document: gif, animation: gif })).toMatchObject({
      files: [{ reference: "gif" }],
    });
  });

  test.each([[{ file_id: "../getMe" }], [{ file_id: 5 }], [{}]])(
    "without a usable id: %j",
    (one) => {
      expect(bodyOf({ document: one })).toMatchObject({ kind: "file", files: [] });
    },
  );

  test("with words below it is a message of these words, and the file comes along", () => {
    const { text: caption, entities: caption_entities } = mention("@juchang_bot 看看");
    const photo = [{ file_id: "p" }];
    expect(bodyOf({ photo, caption, caption_entities })).toMatchObject({
      kind: "text",
      text: "看看",
      addressed: true,
      files: [{ reference: "p" }],
    });
    const named = mention("@juchang_bot");
    const alone = { caption: named.text, caption_entities: named.entities };
    expect(bodyOf({ photo, ...alone })).toMatchObject({ kind: "file", addressed: true });
  });
});
