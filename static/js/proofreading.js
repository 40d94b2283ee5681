// A light check while typing. <meta name="proofread" content="address" data-fields="id_subject id_body"> names the fields; the
// paragraph that changed is posted when the typing pauses, and what is doubted stands below the field. Nothing of it is saved.
const PAUSE_MS = 700;
const LONGEST = 4000;
const meta = document.querySelector('meta[name="proofread"]');

// The paragraphs of a field: of rich text its blocks, of a plain one the whole.
function paragraphsOf(field) {
  if (!("richText" in field.dataset)) return [field.value.trim()];
  const body = new DOMParser().parseFromString(field.value, "text/html").body;
  const blocks = [...body.querySelectorAll("p, h3, h4, h5, h6")];
  return blocks.map((block) => block.textContent.trim());
}

function watch(field) {
  const box = document.createElement("div");
  box.className = "typed-box";
  box.setAttribute("aria-live", "polite");
  // Below the row of label and field: beside them it would squeeze the field.
  (field.closest(".flex-container") ?? field).after(box);
  let known = new Set(paragraphsOf(field));
  let shownFor = "";
  let timer = 0;
  let asking = null;

  async function look() {
    const now = paragraphsOf(field);
    const changed = now.filter((text) => text && !known.has(text));
    known = new Set(now);
    if (!changed.length) {
      // Taken back or deleted: what was said of it no longer holds.
      if (!known.has(shownFor)) box.replaceChildren();
      return;
    }
    shownFor = changed[changed.length - 1];
    asking?.abort();
    asking = new AbortController();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    // Pasted text comes with many paragraphs at once: the last one is where the person goes on.
    data.append("doan", shownFor.slice(0, LONGEST));
    try {
      const answer = await fetch(meta.content, { method: "POST", body: data, signal: asking.signal, redirect: "error" });
      if (!answer.ok) return;
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      box.replaceChildren(...drawn.childNodes);
    } catch {
      // Offline, or typed on: the form works without.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
}

if (meta) {
  for (const id of meta.dataset.fields.split(" ")) {
    const field = document.getElementById(id);
    if (field?.form?.elements.csrfmiddlewaretoken) watch(field);
  }
}
