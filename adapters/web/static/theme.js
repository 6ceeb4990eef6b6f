import { recall, remember } from "./storage.js";

const page = document.documentElement;

/** Whether the page is dark now. */
export const isDark = () => page.getAttribute("data-theme") === "dark";

/** Turns the page from light to dark or back, for this visit and the next. */
export function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  page.setAttribute("data-theme", theme);
  remember("theme", theme);
}

/** Goes along when the device changes, until the reader has chosen. @param {() => void} changed */
export function followDevice(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
    if (recall("theme") !== undefined) return;
    page.setAttribute("data-theme", matches ? "dark" : "light");
    changed();
  });
}
