// An inspection filled in at the village office: one book after another, kept in this browser with
// every answer, sent when there is a signal, its pictures (photos.js) after it. The keys made here let
// the office keep each once, however often it is sent. Without this file the same form is sent the
// usual way.
const PREFIX = "janji-periksa:";
const AGAIN = 20_000;
const CACHE = "janji-periksa";

function kept(slot) {
  try {
    return JSON.parse(localStorage.getItem(slot));
  } catch {
    return null;
  }
}

function clock(moment) {
  const at = new Date(moment);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(at.getDate())}-${two(at.getMonth() + 1)}-${at.getFullYear()} pukul ${two(at.getHours())}.${two(at.getMinutes())}`;
}

function lines(box) {
  const place = box.querySelector("[data-lines]");
  if (!place.firstChild) place.append(document.createElement("ul"));
  return place.firstChild;
}

// Every list of villages says what waits on this phone.
const list = document.querySelector("[data-kept-list]");
if (list) {
  for (const slot of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    const draft = kept(slot);
    if (!draft) continue;
    const link = document.createElement("a");
    link.href = draft.address;
    link.textContent = draft.village;
    const line = document.createElement("li");
    line.append(link, ` (${clock(draft.at)}, ${draft.waits ? "menunggu sinyal" : "belum selesai diisi"})`);
    lines(list).append(line);
    list.hidden = false;
  }
}

const form = document.querySelector("form[data-inspection]");
if (form) begin();

function begin() {
  const slot = PREFIX + form.dataset.inspection;
  const address = new URL(form.action).pathname;
  const steps = [...form.querySelectorAll("[data-step]")];
  const books = steps.filter((one) => one.dataset.book);
  const statusBox = document.querySelector("[data-kept]");
  const status = document.querySelector("[data-status]");
  const errors = document.querySelector("[data-errors]");
  const key = form.elements.client_key;
  let draft = kept(slot);
  let place = 0;
  let sending = false;
  let shots = [];

  // What the server has just refused on its own page is newer than what was kept.
  if (document.getElementById("kesalahan")) draft = null;
  if (draft) restore(draft.values);
  if (!key.value) key.value = newKey();
  const day = form.elements.inspected_on;
  if (!day.value) day.value = today();

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  }

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function values() {
    return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  }

  function restore(pairs) {
    const said = new Map(pairs);
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      if (field.type === "radio") field.checked = said.get(field.name) === field.value;
      else if (field.type === "checkbox") field.checked = said.has(field.name);
      else if (said.has(field.name)) field.value = said.get(field.name);
    }
  }

  function keep(waits) {
    draft = { village: form.dataset.village, address, at: Date.now(), waits, values: values() };
    store();
  }

  function store() {
    try {
      localStorage.setItem(slot, JSON.stringify(draft));
    } catch {
      tell("Ponsel ini penuh: isian tidak dapat disimpan. Kosongkan ruang, dan jangan tutup halaman ini sebelum terkirim.");
      return;
    }
    say();
  }

  function answered(step) {
    return step.querySelector("input[type=radio]:checked") !== null;
  }

  function say() {
    const done = books.filter(answered).length;
    const photos = shots.length ? `, ${shots.length} foto` : "";
    if (draft?.sent) {
      tell(`Pemeriksaan sudah terkirim. ${shots.length} foto masih di ponsel ini dan menunggu sinyal; dikirim sendiri begitu tersambung.`);
    } else if (!draft) {
      tell("Setiap jawaban disimpan di ponsel ini begitu dipilih, juga tanpa sinyal. Belum ada yang dikirim.");
    } else if (draft.waits) {
      tell(`Tersimpan di ponsel ini dan menunggu sinyal: ${done} dari ${books.length} buku${photos}, ${clock(draft.at)}. Dikirim sendiri begitu tersambung; halaman ini boleh ditutup.`);
    } else {
      tell(`Tersimpan di ponsel ini: ${done} dari ${books.length} buku${photos}, ${clock(draft.at)}. Belum dikirim.`);
    }
  }

  function tell(sentence) {
    status.textContent = sentence;
    document.querySelector("[data-discard]").hidden = !draft;
    statusBox.hidden = false;
  }

  function complain(sentences) {
    lines(errors).replaceChildren(
      ...sentences.map((one) => {
        const line = document.createElement("li");
        line.textContent = one;
        return line;
      }),
    );
    errors.hidden = !sentences.length;
    if (sentences.length) errors.focus();
  }

  // ── One step at a time
  const nav = form.querySelector("[data-steps]");
  const back = nav.querySelector("[data-back]");
  const next = nav.querySelector("[data-next]");
  nav.hidden = false;
  back.addEventListener("click", () => show(place - 1, true));
  next.addEventListener("click", () => show(place + 1, true));

  function show(number, focus) {
    place = Math.min(Math.max(number, 0), steps.length - 1);
    steps.forEach((one, at) => (one.hidden = at !== place));
    back.disabled = place === 0;
    next.hidden = place === steps.length - 1;
    form.querySelector("[data-where]").textContent = `${place + 1} dari ${steps.length}`;
    if (place === steps.length - 1) summary();
    if (!focus) return;
    steps[place].querySelector("h2").focus();
    window.scrollTo(0, 0);
  }

  function summary() {
    const missing = books.filter((one) => !answered(one)).map((one) => one.dataset.book);
    const line = form.querySelector("[data-summary]");
    line.hidden = false;
    line.textContent = missing.length
      ? `Belum diperiksa: ${missing.join(", ")}.`
      : `Semua ${books.length} buku sudah diperiksa.`;
  }

  // Only what belongs to the chosen state is asked.
  function details(look) {
    const state = look.querySelector("input[type=radio]:checked")?.value ?? "";
    for (const part of look.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
  }
  const looks = [...form.querySelectorAll("[data-look]")];
  const refresh = () => looks.forEach(details);

  // ── Kept with every answer
  const noted = (event) => {
    const look = event.target.closest("[data-look]");
    if (look) details(look);
    keep(false);
  };
  form.addEventListener("input", noted);
  form.addEventListener("change", noted);

  // ── Pictures
  const boxes = [...form.querySelectorAll("[data-photos]")];
  for (const box of boxes) {
    box.hidden = !window.indexedDB;
    box.querySelector("[data-camera]").addEventListener("change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) take(box.dataset.photos, file);
    });
  }

  async function take(book, file) {
    let picture;
    try {
      picture = await PHOTOS.shrunk(file);
    } catch {
      complain([`Buku ${book}: berkas ini bukan gambar yang dikenal. Ambil foto lagi.`]);
      return;
    }
    const shot = { ...picture, key: newKey(), slot, inspection: key.value, book, at: Date.now() };
    try {
      await PHOTOS.keep(shot);
    } catch (error) {
      complain([
        error?.name === "QuotaExceededError"
          ? `Ponsel ini penuh: foto buku ${book} tidak tersimpan. Kosongkan ruang, lalu ambil lagi; isian yang lain tetap tersimpan.`
          : `Foto buku ${book} tidak dapat disimpan di peramban ini. Tambahkan fotonya pada halaman pemeriksaan sesudah terkirim.`,
      ]);
      return;
    }
    complain([]);
    shots.push(shot);
    keep(false);
    draw();
  }

  function draw() {
    for (const box of boxes) {
      const own = shots.filter((one) => one.book === box.dataset.photos);
      box.querySelector("[data-take]").hidden = own.length >= Number(form.dataset.mostPhotos);
      box.querySelector("[data-shots]").replaceChildren(...own.map(shown));
    }
  }

  function shown(shot, place) {
    const line = document.createElement("li");
    const picture = document.createElement("img");
    picture.src = shot.thumb;
    picture.alt = `Foto ${place + 1} buku ${shot.book}`;
    const away = document.createElement("button");
    away.type = "button";
    away.className = "btn btn-small";
    away.textContent = "Hapus";
    away.setAttribute("aria-label", `Hapus foto ${place + 1} buku ${shot.book}`);
    away.addEventListener("click", async () => {
      await PHOTOS.remove(shot.key);
      shots = shots.filter((one) => one !== shot);
      draw();
      say();
    });
    line.append(picture, away);
    return line;
  }

  async function look() {
    shots = await PHOTOS.of(slot, key.value);
    draw();
    if (shots.length) say();
  }

  // ── Put aside on purpose, such as what was begun for the wrong day
  const discard = document.querySelector("[data-discard]");
  discard.addEventListener("click", async () => {
    if (!confirm("Hapus isian dan foto pemeriksaan ini dari ponsel? Yang belum terkirim akan hilang.")) return;
    localStorage.removeItem(slot);
    await PHOTOS.forget(slot).catch(() => {});
    draft = null;
    form.reset();
    location.assign(address);
  });

  // ── Sent when there is a signal
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const gap = books.find((one) => !answered(one));
    if (gap) {
      show(steps.indexOf(gap), true);
      complain([`Buku ${gap.dataset.book} belum diperiksa. Pilih keadaannya.`]);
      return;
    }
    complain([]);
    keep(true);
    lock(true);
    send();
  });

  function lock(on) {
    // What is on its way must not change any more.
    for (const field of form.elements) field.disabled = on;
    if (!on) show(place, false);
  }

  async function send() {
    if (sending || !draft?.waits) return;
    sending = true;
    try {
      await attempt();
    } catch {
      say();
    } finally {
      sending = false;
    }
  }

  async function attempt() {
    const page = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
    const text = await page.text();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const token = fresh.querySelector("form[data-inspection] [name=csrfmiddlewaretoken]")?.value;
    if (!token) {
      tell("Isian tersimpan di ponsel ini, tetapi belum dapat dikirim: masuklah lagi ke Janji di ponsel ini, lalu buka halaman ini.");
      return;
    }
    if (!draft.sent && !(await sendSheet(token))) return;
    const refused = await sendPhotos(token);
    if (refused.length) {
      say();
      complain([...refused, "Foto itu tetap di ponsel ini. Bila tidak diperlukan, hapus isian dari ponsel."]);
      return;
    }
    const done = draft.sent;
    localStorage.removeItem(slot);
    draft = null;
    tell("Terkirim.");
    location.assign(done);
  }

  // Whether the office has it. What it answered is kept: the pictures may have to come later.
  async function sendSheet(token) {
    const body = new URLSearchParams(draft.values);
    body.set("csrfmiddlewaretoken", token);
    tell("Mengirim …");
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) {
      const said = await answer.json();
      draft.sent = said.address;
      draft.photos = said.photos;
      store();
      return true;
    }
    if (answer.status === 422) {
      const said = await answer.json();
      lock(false);
      keep(false);
      complain(said.errors);
    } else {
      tell("Isian tersimpan di ponsel ini. Kantor belum dapat menerimanya; dicoba lagi sebentar lagi.");
    }
    return false;
  }

  // One after another, each gone from the phone only when the office has it.
  async function sendPhotos(token) {
    const refused = [];
    for (const shot of await PHOTOS.of(slot, key.value).catch(() => [])) {
      const body = new FormData();
      body.set("csrfmiddlewaretoken", token);
      body.set("client_key", shot.key);
      body.set("book", shot.book);
      body.set("picture", new File([shot.bytes], `${shot.book}.jpg`, { type: "image/jpeg" }));
      const answer = await fetch(draft.photos, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) {
        await PHOTOS.remove(shot.key);
        shots = shots.filter((one) => one.key !== shot.key);
        say();
      } else if (answer.status === 422) {
        refused.push(...(await answer.json()).errors);
      } else {
        throw new Error(`${answer.status}`);
      }
    }
    return refused;
  }

  window.addEventListener("online", send);
  setInterval(send, AGAIN);

  // ── The page itself is kept for a place without a signal
  async function prepare() {
    if (!("serviceWorker" in navigator) || !navigator.onLine) return;
    await navigator.serviceWorker.register(form.dataset.worker);
    const offline = form.dataset.offline;
    const page = await fetch(offline, { cache: "no-store" });
    if (!page.ok || page.redirected) return;
    const store = await caches.open(CACHE);
    const text = await page.clone().text();
    const found = new DOMParser().parseFromString(text, "text/html");
    const parts = [...found.querySelectorAll("link[href], script[src]")].map(
      (one) => one.getAttribute("href") ?? one.getAttribute("src"),
    );
    await store.addAll(parts);
    await store.put(offline, page);
    document.documentElement.dataset.keptForOffline = "ya";
  }

  refresh();
  say();
  look().catch(() => {});
  show(draft && !draft.waits ? Math.max(0, steps.findIndex((one) => one.dataset.book && !answered(one))) : 0, false);
  if (draft?.waits) {
    show(steps.length - 1, false);
    lock(true);
    send();
  }
  prepare().catch(() => {});
}
