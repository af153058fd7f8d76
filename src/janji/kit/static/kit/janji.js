// Small comforts. Every page works without this file.
htmx.config.includeIndicatorStyles = false; // our policy forbids inline styles
htmx.config.allowEval = false;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "409", swap: true },
  { code: "[45]..", swap: false, error: true },
];

const toggle = document.querySelector("[data-theme-toggle]");
if (toggle) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const theme = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = theme;
    localStorage.setItem("janji-theme", theme);
  });
}

// One open menu at a time; Escape or a click elsewhere closes it.
const menus = [...document.querySelectorAll("details.j-menu")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((one) => one.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// After a refused form, the summary is read first.
document.getElementById("kesalahan")?.focus();

// What was typed is not lost by leaving the page by accident.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

// Long work says that it goes on, and is not begun twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    button.textContent = form.dataset.busy;
  });
}

// Printing by button; without scripts the browser's own menu prints the same sheet.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Several files are sent one by one, and each says what became of it. Without scripts they travel together.
for (const form of document.querySelectorAll("form[data-one-by-one]")) {
  const input = form.querySelector("input[type=file]");
  const shown = document.querySelector("[data-outcomes]");
  const list = shown.querySelector("ul");
  const progress = shown.querySelector("[data-progress]");
  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (files.length < 2 || typeof DataTransfer === "undefined") return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = input.disabled = true;
    shown.hidden = false;
    const lines = files.map((file) => list.appendChild(waitingLine(file.name)));
    for (const [place, file] of files.entries()) {
      progress.textContent = `Membaca berkas ${place + 1} dari ${files.length}: ${file.name}`;
      lines[place].querySelector("[data-state]").textContent = "Sedang dibaca …";
      await sendOne(form, file, lines[place]);
    }
    const refused = lines.filter((line) => line.dataset.refused).length;
    progress.textContent = `Selesai: ${files.length - refused} dari ${files.length} berkas terbaca.`;
    input.value = "";
    button.disabled = input.disabled = false;
    button.focus();
  });
}

function waitingLine(name) {
  const line = document.createElement("li");
  const state = document.createElement("span");
  state.dataset.state = "";
  state.className = "j-badge j-none";
  state.textContent = "Menunggu";
  const said = document.createElement("span");
  said.className = "j-say j-break";
  said.textContent = name;
  line.append(state, said);
  return line;
}

async function sendOne(form, file, line) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append(form.dataset.oneByOne, file, file.name);
  let outcome = null;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (answer.status === 422) line.dataset.refused = "yes";
    if (answer.ok || answer.status === 422) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      outcome = page.querySelector("li");
    }
  } catch {
    // Said below: the line to the house broke off.
  }
  if (outcome) {
    line.replaceChildren(...outcome.childNodes);
    return;
  }
  line.dataset.refused = "yes";
  const state = line.querySelector("[data-state]");
  state.className = "j-badge j-bad";
  state.textContent = "Tidak terkirim. Periksa jaringan, lalu pilih berkas ini lagi.";
}

// What was to be looked at and has been changed since says so.
const remarks = document.querySelector("[data-remarks]");
if (remarks) {
  document.getElementById("isian").addEventListener("change", (event) => {
    for (const one of remarks.querySelectorAll("[data-about]")) {
      if (one.dataset.about === event.target.id) one.classList.add("j-done");
    }
    const done = remarks.querySelectorAll(".j-done").length;
    document.querySelector("[data-left]").textContent = done ? `, ${done} sudah diubah` : "";
  });
}
