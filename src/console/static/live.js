// Puts fresh figures into the page, and keeps half-written words when the language is switched; without it the page
// shows the figures of the moment it was loaded.

const EVERY_MS = 1000;
/** Whoever listens hears how far it is this often, not at every figure. */
const SAID_EVERY_MS = 15_000;

/** @param {Element} part @param {string} address */
function follow(part, address) {
  const state = part.getAttribute("data-state");
  let saidAt = Date.now();
  const timer = setInterval(() => void ask(), EVERY_MS);

  async function ask() {
    if (!part.isConnected) return clearInterval(timer);
    if (document.hidden) return undefined;
    const response = await fetch(address, { headers: { accept: "application/json" } }).catch(() => {
      // The service may be restarting: the next look comes in a second.
    });
    if (!response) return undefined;
    if (!response.ok) return clearInterval(timer);
    const news = await response.json();
    show(part, news);
    if (Date.now() - saidAt >= SAID_EVERY_MS) {
      say(part, news.said);
      saidAt = Date.now();
    }
    if (state === news.state && news.goesOn) return undefined;
    clearInterval(timer);
    return putInAnew(part, news.said);
  }
}

/** @param {Element} part @param {{ fields: Record<string, unknown>, progress: { max: number, value: number } }} news */
function show(part, { fields, progress }) {
  for (const [name, words] of Object.entries(fields)) {
    const field = part.querySelector(`[data-field="${name}"]`);
    if (field) field.textContent = String(words);
  }
  const bar = part.querySelector("[data-progress]");
  if (!(bar instanceof HTMLProgressElement)) return;
  bar.max = progress.max;
  bar.value = progress.value;
}

/** @param {ParentNode} part @param {string} words */
function say(part, words) {
  const line = part.querySelector("[data-said]");
  if (line) line.textContent = words;
}

/** Another state has other buttons. Nobody's half-written words are taken away. @param {Element} part @param {string} said */
async function putInAnew(part, said) {
  if (!part.isConnected) return;
  if (isBeingWritten()) {
    const hint = part.querySelector("[data-changed]");
    if (hint instanceof HTMLElement) hint.hidden = false;
    return;
  }
  const fresh = await pageNow();
  const [here, there] = [document.querySelector("main"), fresh?.querySelector("main")];
  if (!here || !there) return location.reload();
  const held = keyOf(document.activeElement);
  const opened = [...here.querySelectorAll("details[open] form")].map((form) => keyOf(form));
  here.replaceChildren(...document.adoptNode(there).childNodes);
  for (const form of here.querySelectorAll("details form")) {
    if (opened.includes(keyOf(form))) form.closest("details")?.setAttribute("open", "");
  }
  focusOn(here, held);
  followAll();
  // Once the line is in the page, so that its change is heard.
  setTimeout(() => say(here, said), 100);
}

/** The page as it is now. Read as a document: markup in a string is never turned into a page here. @returns {Promise<Document | null>} */
function pageNow() {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.addEventListener("loadend", () =>
      resolve(request.status === 200 ? request.responseXML : null),
    );
    request.send();
  });
}

/** Half-written words stay when the language is switched: they go from one page to the next and are stored nowhere. @param {string} address */
async function showInLanguage(address) {
  const chosen = await fetch(address, { redirect: "manual" }).catch(() => {
    // The link itself is followed then, and the browser says what is wrong.
  });
  const fresh = chosen?.type === "opaqueredirect" ? await pageNow() : null;
  if (!fresh) return location.assign(address);
  const written = [...document.querySelectorAll("main form [name]")].filter(isField);
  const opened = [...document.querySelectorAll("details[open] form")].map(keyOf);
  document.title = fresh.title;
  document.documentElement.lang = fresh.documentElement.lang;
  document.body.replaceChildren(...document.adoptNode(fresh.body).childNodes);
  for (const form of document.querySelectorAll("details form")) {
    if (opened.includes(keyOf(form))) form.closest("details")?.setAttribute("open", "");
  }
  for (const field of [...document.querySelectorAll("main form [name]")].filter(isField)) {
    const before = written.find(
      (one) => one.name === field.name && keyOf(one) === keyOf(field) && one.type !== "hidden",
    );
    if (!before) continue;
    field.value = before.value;
    if (field instanceof HTMLInputElement && before instanceof HTMLInputElement) {
      field.checked = before.checked;
    }
  }
  document.querySelector("main")?.focus();
  return followAll();
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
function isField(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function isBeingWritten() {
  return [...document.querySelectorAll("textarea, input")].some((field) =>
    field instanceof HTMLInputElement
      ? field.value !== field.defaultValue || field.checked !== field.defaultChecked
      : field instanceof HTMLTextAreaElement && field.value !== field.defaultValue,
  );
}

/** What an element is found by on the page as it is later. @param {Element | null} element */
function keyOf(element) {
  const form = element?.closest("form, details")?.querySelector("form") ?? element?.closest("form");
  const link = element instanceof HTMLAnchorElement ? element.getAttribute("href") : null;
  return link ?? form?.getAttribute("action") ?? null;
}

/** Back to where the focus was, else to the beginning of the page's own part. @param {HTMLElement} main @param {string | null} key */
function focusOn(main, key) {
  if (key === null || document.activeElement !== document.body) return;
  const same = [...main.querySelectorAll("a, summary, button")].find((one) => keyOf(one) === key);
  const target = same instanceof HTMLElement ? same : main;
  target.focus({ preventScroll: true });
}

function followAll() {
  for (const part of document.querySelectorAll("[data-live]")) {
    follow(part, part.getAttribute("data-live") ?? "");
  }
}

document.addEventListener("click", (event) => {
  const from = event.target instanceof Element ? event.target : null;
  const link = from?.closest('a[href^="/console/language/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !isBeingWritten()) return;
  event.preventDefault();
  void showInLanguage(link.getAttribute("href") ?? "");
});

const here = document.querySelector("nav [aria-current]");
if (here instanceof HTMLElement && here.parentElement) {
  // Not scrollIntoView: Tab would then begin here and miss what leads past the menu.
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.clientWidth / 2;
}
followAll();
