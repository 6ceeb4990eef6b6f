import { assign, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { chooseLocale, locale, text } from "./locale.js";
import { followDevice, isDark, switchTheme } from "./theme.js";

/** Language and light. @param {() => void} languageChosen */
export function createSettings(languageChosen) {
  const brand = h("p", { class: "brand" });
  const language = h("button", { class: "round language", type: "button" });
  const theme = h("button", { class: "round theme", type: "button" });
  const element = h("div", { class: "settings" }, brand, language, theme);

  language.addEventListener("click", () => {
    chooseLocale(locale() === "en" ? "zh-CN" : "en");
    languageChosen();
  });
  theme.addEventListener("click", () => {
    switchTheme();
    draw();
  });
  followDevice(() => draw());

  function draw() {
    brand.textContent = text("brand");
    language.textContent = text("languageShort");
    // Both say it in the language they lead to.
    const other = locale() === "en" ? "zh-CN" : "en";
    assign(language, { title: text("language"), "aria-label": text("language"), lang: other });
    const label = text(isDark() ? "lightMode" : "darkMode");
    assign(theme, { title: label, "aria-label": label });
    fill(theme, icon(isDark() ? "sun" : "moon"));
  }

  return { element, draw };
}
