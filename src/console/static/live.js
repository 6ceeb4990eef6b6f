// Puts fresh figures into the page; without it the page shows those of the moment it was loaded.

const EVERY_MS = 1000;

/** @param {Element} part @param {string} address */
function follow(part, address) {
  /** @type {string | undefined} */
  let state;
  const timer = setInterval(ask, EVERY_MS);

  async function ask() {
    if (document.hidden) return;
    const response = await fetch(address, { headers: { accept: "application/json" } });
    if (!response.ok) {
      clearInterval(timer);
      return;
    }
    const news = await response.json();
    for (const [name, words] of Object.entries(news.fields)) {
      const field = document.querySelector(`[data-field="${name}"]`);
      if (field) field.textContent = String(words);
    }
    const bar = part.querySelector("[data-progress]");
    if (bar instanceof HTMLProgressElement) {
      bar.max = news.progress.max;
      bar.value = news.progress.value;
    }
    if (state !== undefined && state !== news.state) location.reload();
    state = news.state;
    if (!news.goesOn) {
      clearInterval(timer);
      location.reload();
    }
  }
}

for (const part of document.querySelectorAll("[data-live]")) {
  follow(part, part.getAttribute("data-live") ?? "");
}
