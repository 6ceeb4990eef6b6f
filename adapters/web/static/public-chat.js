// Brings replies to the page by itself; everything else on it works without a script.

const log = document.querySelector(".log");
const composer = document.querySelector(".composer");
const box = composer?.querySelector("textarea");
const fresh = document.querySelector(".fresh");
const newest = log instanceof HTMLElement ? log.dataset["newest"] : undefined;

function showNews() {
  // Another address than the page's own, so that the browser asks for it.
  const address = `/chat?after=${newest}&now=${Date.now()}#new`;
  if (!box || box.value === "") return location.replace(address);
  // Nobody's half-written words are taken away.
  const link = fresh?.querySelector("a");
  if (link) link.href = address;
  if (fresh instanceof HTMLElement) fresh.hidden = false;
  return undefined;
}

if (newest !== undefined && newest !== "") {
  const news = new EventSource("/chat/stream");
  let isFirst = true;
  news.addEventListener("message", ({ data }) => {
    const id = String(data);
    // The first only says how things stand; later ones may also be about a message that was changed.
    if (isFirst ? BigInt(id) > BigInt(newest) : true) showNews();
    isFirst = false;
  });
  news.addEventListener("error", () => {
    isFirst = true;
  });
  addEventListener("pagehide", () => news.close());
}

box?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (composer instanceof HTMLFormElement) composer.requestSubmit();
});

document.addEventListener("submit", ({ target }) => {
  if (!(target instanceof HTMLFormElement)) return;
  target.setAttribute("aria-busy", "true");
  // Once the form has been read: a disabled button would not be sent along.
  setTimeout(() => {
    for (const button of target.querySelectorAll("button")) button.disabled = true;
  });
});

// The page may come back from the browser's memory as it was left.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});

const start = document.querySelector("#new");
if (location.hash === "#new" && start instanceof HTMLElement) start.focus();
else if (start) start.scrollIntoView({ block: "nearest" });
