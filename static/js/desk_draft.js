/*
 * Keeps what is typed into the open entry on this machine until it is saved: a lost line, an idle lock or a closed tab loses
 * nothing. <form data-draft="person:issue:entry" data-entry="key"> with a field "version".
 */
(function () {
  const prefix = "desk:";
  const left = new Set(["csrfmiddlewaretoken", "version", "goi_y", "giu", "bo"]);
  let open = null; // { form, saved, sent, timer, placed }

  // The words of the photos are typed beside the text, in forms of their own, and kept and sent with it.
  const photoForms = () => [...document.querySelectorAll("#anh .photos__one")];

  function values(form) {
    const found = {};
    for (const field of [form, ...photoForms()].flatMap((one) => [...one.elements])) {
      if (!field.name || left.has(field.name) || field.type === "submit" || field.type === "button") continue;
      found[field.name] = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value.replace(/\r\n/g, "\n");
    }
    return found;
  }

  function same(one, other) {
    return Object.keys(one).every((name) => one[name] === other[name]);
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(prefix + key));
    } catch {
      return null;
    }
  }

  function tell(text, button) {
    const place = open.form.querySelector("[data-draft-state]");
    place.textContent = text;
    if (button) place.append(" ", button);
  }

  function keep() {
    if (!open || !open.form.isConnected) return;
    const key = open.form.dataset.draft;
    const now = values(open.form);
    if (same(now, open.saved)) {
      localStorage.removeItem(prefix + key);
      tell("");
    } else {
      const draft = { entry: open.form.dataset.entry, version: open.form.elements.version.value, at: Date.now(), fields: now };
      try {
        localStorage.setItem(prefix + key, JSON.stringify(draft));
        tell("Chưa lưu; đã giữ bản nháp trên máy này.");
      } catch {
        tell("Chưa lưu. Máy này không giữ được bản nháp, đồng chí lưu ngay.");
      }
    }
    mark();
  }

  function put(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = [form, ...photoForms()].map((one) => one.elements[name]).find(Boolean);
      if (!field) continue;
      if (field.type === "checkbox") field.checked = value === "on";
      else field.value = value;
      field.richText?.commands.setContent(value);
    }
  }

  function start(form) {
    if (!form || form.querySelector("fieldset[disabled]")) return;
    open = { form, saved: values(form), sent: null, timer: 0 };
    const draft = read(form.dataset.draft);
    if (!draft) return;
    // A photo taken out since has no words to bring back.
    for (const name of Object.keys(draft.fields)) if (!(name in open.saved)) delete draft.fields[name];
    if (same({ ...open.saved, ...draft.fields }, open.saved)) {
      localStorage.removeItem(prefix + form.dataset.draft);
      return;
    }
    put(form, draft.fields);
    form.elements.version.value = draft.version;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button--small";
    drop.textContent = "Bỏ bản nháp";
    drop.addEventListener("click", function () {
      localStorage.removeItem(prefix + form.dataset.draft);
      location.reload();
    });
    tell(`Đã lấy lại nội dung chưa lưu lúc ${new Date(draft.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}.`, drop);
  }

  /* The keys of the entries of this issue with a text that is not saved. */
  function unsaved() {
    const desk = document.querySelector("[data-drafts]");
    const kept = new Set();
    for (let at = 0; desk && at < localStorage.length; at++) {
      const key = localStorage.key(at);
      if (key.startsWith(`${prefix}${desk.dataset.drafts}:`)) kept.add(read(key.slice(prefix.length))?.entry);
    }
    return kept;
  }

  function mark() {
    if (!document.querySelector("[data-drafts]")) return;
    const kept = unsaved();
    for (const place of document.querySelectorAll("[data-unsaved]")) place.hidden = !kept.has(place.dataset.unsaved);
  }

  document.addEventListener("input", function (event) {
    if (!open || (event.target.form !== open.form && !photoForms().includes(event.target.form))) return;
    clearTimeout(open.timer);
    open.timer = setTimeout(keep, 400);
  });
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);

  // --- What goes along with a press ------------------------------------------------------------------------------------

  const differs = (form, now) => [...form.elements].some((field) => field.name in now && now[field.name] !== open.saved[field.name]);

  function bring(form, data) {
    for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") data.set(name, value);
  }

  document.addEventListener("htmx:configRequest", function (event) {
    if (!open || !open.form.isConnected) return;
    const { elt, formData } = event.detail;
    keep(); // also where another entry is being opened
    const now = values(open.form);
    if (elt !== open.form && !elt.closest("#anh")) return;
    for (const list of document.querySelectorAll("#anh select[name$=-place]")) formData.set(list.name, list.value);
    if (elt.id === "cho-dung") {
      formData.append("csrfmiddlewaretoken", open.form.elements.csrfmiddlewaretoken.value);
      formData.append("body", now.body ?? "");
      return;
    }
    if (elt !== open.form && differs(open.form, now)) bring(open.form, formData);
    for (const form of photoForms()) if (form !== elt && differs(form, now)) bring(form, formData);
    open.sent = now;
  });

  // The places of a photo are those of the text as it stands: asked for when one comes from the text to the photos.
  document.addEventListener("focusin", function (event) {
    const field = open?.form.elements.body;
    const asker = document.getElementById("cho-dung");
    if (!asker || !field || !event.target.closest("#anh") || field.value === (open.placed ?? open.saved.body)) return;
    open.placed = field.value;
    htmx.trigger(asker, "desktextleft");
  });

  // Photos drawn anew stand as they are stored.
  document.addEventListener("htmx:oobAfterSwap", function (event) {
    if (!open || event.detail.target.id !== "anh") return;
    const now = values(open.form);
    const names = photoForms().flatMap((form) => [...form.elements]).map((field) => field.name);
    for (const name of Object.keys(open.saved)) if (!(name in now)) delete open.saved[name];
    for (const name of names) if (name in now) open.saved[name] = now[name];
    keep();
  });

  document.addEventListener("desksaved", function () {
    if (!open || !open.sent) return;
    for (const name of Object.keys(open.saved)) if (name in open.sent) open.saved[name] = open.sent[name];
    open.sent = null;
    setTimeout(keep); // the next version is in its field by then
  });
  // What is sent for review is what is saved: the open text is saved first, an unsaved text of another entry is named once.
  let leavesTo = null;
  let hasWarned = false;
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-after-saving]");
    if (!link || !window.htmx || event.ctrlKey || event.metaKey) return;
    keep();
    const kept = unsaved();
    if (open?.form.isConnected && kept.delete(open.form.dataset.entry)) {
      event.preventDefault();
      leavesTo = link;
      open.form.requestSubmit();
      return;
    }
    const names = [...document.querySelectorAll("[data-unsaved]:not([hidden])")]
      .map((place) => place.closest(".outline__link").querySelector(".outline__number").textContent.trim());
    if (!names.length || hasWarned) return;
    event.preventDefault();
    hasWarned = true;
    const notice = document.createElement("p");
    notice.className = "notice notice--care";
    notice.textContent = `Mục ${names.join(", ")} còn chữ chưa lưu, sẽ không có trong bản gửi duyệt. Đồng chí mở mục, lưu rồi gửi; không cần thì bấm Gửi duyệt lần nữa.`;
    const where = document.getElementById("thong-bao");
    where.replaceChildren(notice);
    where.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("desksaved", function () {
    const link = leavesTo;
    leavesTo = null;
    if (link) setTimeout(() => link.click()); // after the save is known
  });
  document.addEventListener("htmx:afterSwap", (event) => event.target.id === "ket-qua" && (leavesTo = null));

  document.addEventListener("submit", function (event) {
    // Without htmx the page is left: what was sent is no draft any more once it is stored.
    if (open && event.target === open.form && !window.htmx) localStorage.removeItem(prefix + open.form.dataset.draft);
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-drop-draft]")) return;
    localStorage.removeItem(prefix + open.form.dataset.draft);
    open = null;
  });

  document.addEventListener("htmx:load", function (event) {
    const form = event.target.matches?.("form[data-draft]") ? event.target : event.target.querySelector?.("form[data-draft]");
    if (form && (!open || open.form !== form)) start(form);
    mark();
  });
})();
