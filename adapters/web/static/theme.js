import { recall, remember } from "./storage.js";

const page = document.documentElement;
const darkColours = document.querySelector('link[href="/look/dark.css"]');

/** Whether the page is dark now. */
export const isDark = () => page.getAttribute("data-theme") === "dark";

/** @param {"light" | "dark"} theme */
function show(theme) {
  page.setAttribute("data-theme", theme);
  darkColours?.setAttribute("media", theme === "dark" ? "all" : "not all");
}

/** Turns the page from light to dark or back, for this visit and the next. */
export function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  show(theme);
  remember("theme", theme);
}

/** Goes along when the device changes, until the reader has chosen. @param {() => void} changed */
export function followDevice(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
    if (recall("theme") !== undefined) return;
    show(matches ? "dark" : "light");
    changed();
  });
}
