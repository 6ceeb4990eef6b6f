// Loaded before anything is drawn, so that the dark page never flashes up light first.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("juchang.theme");
  } catch {
    // Storage may be forbidden: the device's own theme it is.
  }
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = chosen === "light" || chosen === "dark" ? chosen : device;
  document.documentElement.setAttribute("data-theme", theme);
  const dark = document.querySelector('link[href="/look/dark.css"]');
  dark?.setAttribute("media", theme === "dark" ? "all" : "not all");
})();
