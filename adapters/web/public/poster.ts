import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import type { Localized } from "../../../src/i18n/locale.ts";
import type { Markup } from "./message-view.ts";
import { posterMessages, publicMessages } from "./messages.ts";
import { head } from "./page.ts";

/** A page to print: the address of the chat, and the same as a QR code, in both languages. */
export function posterPage(address: string): Markup {
  const { title, lead, note, code, print } = posterMessages;
  return html`<!doctype html>
<html lang="zh-CN">
${head(`${title.zh} · ${title.en}`, html`<link rel="stylesheet" href="/chat/static/public-poster.css">`, html``)}
<body class="poster">
<main>
<h1>${inBoth(title)}</h1>
<p class="lead">${inBoth(lead)}</p>
<div class="code" role="img" aria-label="${code.zh} · ${code.en}">${raw(qrCode(address))}</div>
<p class="address">${address}</p>
<p>${inBoth(note)}</p>
<p class="sign">${inBoth(publicMessages.name)}</p>
<p class="print">${inBoth(print)}</p>
</main>
</body>
</html>`;
}

function inBoth({ zh, en }: Localized): Markup {
  return html`<span>${zh}</span> <span lang="en">${en}</span>`;
}

/** A QR code as SVG, dark on light, that a fifteenth of its area may be hidden of. */
function qrCode(text: string): string {
  return renderSVG(text, { ecc: "M", border: 3, pixelSize: 10 });
}
