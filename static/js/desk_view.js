/* What is seen of the desk: tabs on narrow screens, the preview at the open entry, the drawer, counters, suggestions. */
(function () {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const print = document.getElementById("ban-in");
  const phone = document.getElementById("dien-thoai");

  // --- Tabs of narrow screens, and print or phone ---------------------------------------------------------------------

  const tabs = document.querySelector("[data-desk-tabs]");
  tabs.hidden = false;
  function show(view) {
    desk.dataset.view = view;
    for (const tab of tabs.querySelectorAll("[data-shows]")) tab.setAttribute("aria-pressed", String(tab.dataset.shows === view));
  }
  tabs.addEventListener("click", (event) => event.target.dataset.shows && show(event.target.dataset.shows));
  show("entry");

  let atEntry = ""; // the number of the entry at which the phone's page stands
  const choice = document.querySelector("[data-preview-switch]");
  choice.hidden = false;
  choice.addEventListener("click", function (event) {
    const wanted = event.target.dataset.preview;
    if (!wanted) return;
    for (const button of choice.children) button.setAttribute("aria-pressed", String(button === event.target));
    print.hidden = wanted !== "ban-in";
    phone.hidden = !print.hidden;
    atEntry = "";
    if (!phone.hidden) htmx.trigger(phone, "deskphone");
  });
  document.addEventListener("deskchanged", () => !phone.hidden && htmx.trigger(phone, "deskphone"));

  // --- The preview stands at the open entry -----------------------------------------------------------------------------

  let wanted = document.getElementById("de-cuong").dataset.open;
  function jump() {
    const page = print.querySelector("[data-pages]")?.getAttribute(`data-page-${wanted}`);
    const sheet = page && document.getElementById(`trang-${page}`);
    if (sheet) print.scrollTop = sheet.offsetTop - print.offsetTop;
    wanted = "";
  }
  // The phone's page goes to the open entry when it is shown and when another is opened; a change leaves it where it was read.
  let read = 0;
  function jumpOnPhone() {
    const sheet = phone.querySelector(".phone");
    if (phone.hidden || !sheet) return;
    const number = document.querySelector('.outline__link[aria-current="true"] .outline__number')?.textContent.trim() ?? "";
    const entry = number && sheet.querySelector(`[id="muc-${number.replaceAll(".", "-")}"]`);
    if (number === atEntry || !entry) sheet.scrollTop = read;
    else sheet.scrollTop += entry.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    atEntry = number;
  }
  phone.addEventListener("htmx:beforeSwap", () => (read = phone.querySelector(".phone")?.scrollTop ?? 0));
  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.id === "dien-thoai") jumpOnPhone();
    if (event.target.id === "muc") {
      read = phone.querySelector(".phone")?.scrollTop ?? 0;
      jumpOnPhone();
    }
    if (event.target.id === "ban-in" && wanted) jump();
    if (event.target.id === "muc") {
      wanted = document.querySelector("form[data-draft]")?.dataset.entry ?? "";
      jump();
      if (desk.dataset.view === "outline") show("entry");
    }
    if (event.target.id === "ngan-keo" && event.target.firstElementChild) document.getElementById("ten-kho")?.focus();
  });
  document.addEventListener("deskopened", function () {
    wanted = document.querySelector("form[data-draft]")?.dataset.entry ?? "";
    show("entry");
    document.getElementById("id_heading")?.focus();
  });

  // A moved entry is shown where it now stands; the pages, drawn anew after it, follow where it is the open one.
  document.addEventListener("deskmoved", function (event) {
    const outline = document.getElementById("de-cuong");
    const row = outline.querySelector(`[data-entry="${event.detail.entry}"]`);
    row?.scrollIntoView({ block: "nearest" });
    if (outline.dataset.open === event.detail.entry) wanted = event.detail.entry;
  });

  // --- From the list of what is missing to the very box -------------------------------------------------------------------

  let goesTo = location.hash.startsWith("#id_") ? location.hash.slice(1) : "";
  function go() {
    const box = goesTo && document.getElementById(goesTo);
    if (!box) return;
    const editor = box.closest(".prose-editor")?.querySelector(".tiptap");
    if (box.matches("[data-rich-text]") && !editor) return; // it is on its way: rich-text:ready
    goesTo = "";
    show("entry");
    box.closest("details")?.setAttribute("open", "");
    (editor ?? box).focus({ preventScroll: true });
    (editor ?? box).scrollIntoView({ block: "center" });
  }
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-goes-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    goesTo = link.dataset.goesTo;
    if (document.querySelector("form[data-draft]")?.dataset.entry !== link.dataset.entry) return;
    event.preventDefault();
    event.stopPropagation(); // the entry is open: nothing is fetched
    go();
  }, true);
  document.addEventListener("rich-text:ready", go);
  document.addEventListener("htmx:afterSettle", (event) => event.target.id === "muc" && go());
  const arrivedAt = goesTo;
  go();
  // Going to the address's own place, a browser takes the focus away from where it was put meanwhile.
  window.addEventListener("load", () => requestAnimationFrame(() => setTimeout(function () {
    if (!arrivedAt || goesTo || document.activeElement !== document.body) return;
    goesTo = arrivedAt;
    go();
  })));

  // The list is drawn anew with the pages and stays as it was left.
  let wasOpen = false;
  document.addEventListener("htmx:beforeSwap", (event) => event.target.id === "ban-in" && (wasOpen = Boolean(print.querySelector("#truoc-khi-gui[open]"))));
  document.addEventListener("htmx:afterSwap", (event) => event.target.id === "ban-in" && wasOpen && print.querySelector("#truoc-khi-gui")?.setAttribute("open", ""));

  // --- The drawer -----------------------------------------------------------------------------------------------------------

  const drawer = document.getElementById("ngan-keo");
  function closeDrawer() {
    drawer.replaceChildren();
    document.getElementById("mo-kho")?.focus();
  }
  drawer.addEventListener("click", (event) => event.target.closest("[data-close-drawer]") && closeDrawer());
  drawer.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());

  // What was taken leaves the list; the keyboard goes on with what stands in its place.
  const offered = () => [...drawer.querySelectorAll(".pool__group .pool__item")];
  let taken = 0;
  drawer.addEventListener("htmx:beforeRequest", (event) => (taken = Math.max(offered().indexOf(event.target.closest(".pool__item")), 0)));
  document.addEventListener("htmx:load", function (event) {
    if (event.target.id !== "kho-nhom" || document.activeElement !== document.body) return;
    const left = offered();
    (left[Math.min(taken, left.length - 1)]?.querySelector("button") ?? document.getElementById("ten-kho")).focus();
  });

  // --- The form -------------------------------------------------------------------------------------------------------------

  function count(field) {
    let place = field.parentElement.querySelector(".counter");
    if (!place) {
      place = document.createElement("span");
      place.className = "counter muted";
      field.after(place);
    }
    place.textContent = `${[...field.value].length}/${field.dataset.counter}`;
  }
  document.addEventListener("input", (event) => event.target.dataset?.counter && count(event.target));
  document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("[data-counter]").forEach(count));

  document.addEventListener("click", function (event) {
    const all = event.target.closest("[data-suggest-all]");
    if (all) {
      event.preventDefault();
      const lines = all.closest(".suggestions");
      // What was typed since the proposals were made is neither replaced nor said twice; three lines of gist are enough.
      const typed = {};
      lines.querySelectorAll("[data-suggest]").forEach(function (one) {
        const name = one.dataset.suggest;
        const field = all.form.elements[name];
        typed[name] ??= field.value.trim();
        if (typed[name] && (["short_title", "questions"].includes(name) || typed[name].includes(one.dataset.value))) return;
        if (name === "gist" && field.value.split("\n").filter((line) => line.trim()).length >= 3) return;
        one.click();
      });
      lines.hidden = true;
      return;
    }
    const button = event.target.closest("[data-suggest]");
    if (!button) return;
    event.preventDefault();
    const field = button.form.elements[button.dataset.suggest];
    const before = button.dataset.line ? field.value.trimEnd() : "";
    field.value = before ? `${before}\n${button.dataset.value}` : button.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const row = button.closest("li");
    const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("button");
    row.remove();
    (next ?? field).focus();
  });

  // Why a save was refused is brought into view; the press may stand far below it.
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.id === "ket-qua" && event.target.childElementCount) event.target.scrollIntoView({ block: "center" });
  });

  // What was done has been read after a while; what was taken out can still be put back below the outline.
  document.addEventListener("htmx:oobAfterSwap", function (event) {
    const said = event.detail.target.querySelector?.("[data-fades]") ?? document.querySelector("#thong-bao > [data-fades]");
    if (!said || said.dataset.fades) return;
    said.dataset.fades = "1";
    const fade = () => (said.matches(":hover, :focus-within") ? setTimeout(fade, 5000) : said.remove());
    setTimeout(fade, 15000);
  });

  document.addEventListener("keydown", function (event) {
    // The letter of the key, not what an input method or another layout makes of it.
    const letter = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && /^Key([A-Z])$/.exec(event.code)?.[1];
    const wished = letter && document.querySelector(`[aria-keyshortcuts="Alt+${letter}"]`);
    if (wished) {
      event.preventDefault();
      if (wished.matches("select")) {
        show("outline");
        wished.focus();
      } else {
        wished.click();
      }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      document.getElementById("luu-muc")?.click();
    }
  });
})();
