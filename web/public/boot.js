// Runs before the first paint (a file of its own, because the content security policy forbids inline scripts).
// The two storage keys are those of src/lib/i18n/language.ts and src/app/theme.ts.
(function () {
  var root = document.documentElement;
  var theme, language;
  try {
    theme = localStorage.getItem("tandem.theme");
    language = localStorage.getItem("tandem.language");
  } catch (e) {
    // Storage may be forbidden; the defaults below then hold.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  if (language !== "fr" && language !== "en") {
    language = /^fr\b/i.test(navigator.language) ? "fr" : "en";
  }
  root.setAttribute("data-mantine-color-scheme", theme);
  root.lang = language;
})();
