// Pictures taken at an inspection: made small at once, kept in this browser until the office has
// them. What the camera wrote beside the picture, such as the place, is lost on the way on purpose.
const PHOTOS = (() => {
  const LONGEST = 1600;
  const THUMB = 120;
  const QUALITY = 0.8;
  let opened = null;

  function base() {
    opened ??= new Promise((done, fail) => {
      const asked = indexedDB.open("janji-periksa", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("photos", { keyPath: "key" }).createIndex("slot", "slot");
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    }).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function run(mode, deed) {
    const found = await base();
    return new Promise((done, fail) => {
      const change = found.transaction("photos", mode);
      const asked = deed(change.objectStore("photos"));
      change.oncomplete = () => done(asked?.result);
      change.onabort = () => fail(change.error ?? asked?.error);
    });
  }

  function drawn(picture, longest) {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    // Without a ground of its own a transparent picture would turn black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  // Bytes rather than a Blob: some browsers lose blobs that they keep.
  async function shrunk(file) {
    const picture = await createImageBitmap(file);
    const small = await new Promise((done) =>
      drawn(picture, LONGEST).toBlob(done, "image/jpeg", QUALITY),
    );
    return {
      bytes: await small.arrayBuffer(),
      thumb: drawn(picture, THUMB).toDataURL("image/jpeg", QUALITY),
    };
  }

  const keep = (photo) => run("readwrite", (store) => store.put(photo));
  const remove = (key) => run("readwrite", (store) => store.delete(key));
  const all = (slot) => run("readonly", (store) => store.index("slot").getAll(slot));

  async function forget(slot) {
    for (const one of await all(slot)) await remove(one.key);
  }

  // Those of the inspection with a key. What an earlier one left behind belongs to nobody any more.
  async function of(slot, inspection) {
    const found = await all(slot);
    for (const one of found) if (one.inspection !== inspection) await remove(one.key);
    return found.filter((one) => one.inspection === inspection).sort((a, b) => a.at - b.at);
  }

  return { shrunk, keep, remove, forget, of };
})();
