// Runs before the first paint: the theme the person chose, else the one the system asks for.
(() => {
  const chosen = localStorage.getItem("janji-theme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
})();
