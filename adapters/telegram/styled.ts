/** How a stretch of text is set off. */
export type Style = "bold" | "blockquote";

/** A stretch of a text, in UTF-16 units. */
export interface Mark {
  readonly style: Style;
  readonly from: number;
  readonly to: number;
}

/** A text with stretches set off. Markup is never written into the text, so nothing in it can become markup. */
export interface Styled {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A text without invisible edges, all of it in one style if given. */
export function styled(raw: string, style?: Style): Styled {
  const text = raw.trim();
  const marks = style === undefined || text === "" ? [] : [{ style, from: 0, to: text.length }];
  return { text, marks };
}

/** Texts one behind the other, with a separator between those that are not empty. */
export function joinStyled(parts: readonly Styled[], separator: string): Styled {
  const written = parts.filter(({ text }) => text !== "");
  let text = "";
  const marks: Mark[] = [];
  for (const [index, part] of written.entries()) {
    const start = text.length + (index === 0 ? 0 : separator.length);
    text += `${index === 0 ? "" : separator}${part.text}`;
    marks.push(...part.marks.map((mark) => moved(mark, start)));
  }
  return { text, marks };
}

/** A part of a text with what is left of its marks. */
export function sliceStyled({ text, marks }: Styled, from: number, to: number): Styled {
  const clipped = marks.flatMap((mark) => {
    const left = Math.max(mark.from, from);
    const right = Math.min(mark.to, to);
    return left < right ? [{ style: mark.style, from: left - from, to: right - from }] : [];
  });
  return { text: text.slice(from, to), marks: clipped };
}

function moved({ style, from, to }: Mark, by: number): Mark {
  return { style, from: from + by, to: to + by };
}
