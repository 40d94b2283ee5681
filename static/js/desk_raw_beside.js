/*
 * The original beside its entry: marked paragraphs, or those that the selected words stand in, go over to the end of the text;
 * fields that the chosen kind does not have are hidden; what was confirmed is no draft any more.
 */
(function () {
  const form = document.querySelector("[data-raw-form]");
  if (!form) return;
  const list = document.querySelector("[data-raw-lines]");
  const take = document.querySelector("[data-raw-take]");
  const said = document.querySelector("[data-raw-said]");
  let editor = null;

  function use(found) {
    editor = found;
    if (take) take.type = "button";
    const tools = document.querySelector("[data-raw-tools]");
    if (tools) tools.hidden = false;
  }
  document.addEventListener("rich-text:ready", (event) => event.target.form === form && use(event.detail.editor));
  const mounted = [...form.elements].find((field) => field.richText);
  if (mounted) use(mounted.richText);

  // --- Paragraphs -------------------------------------------------------------------------------------------------------

  function marked() {
    return [...list.querySelectorAll("input[name=doan]:checked")].map((box) => box.closest("[data-place]"));
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    return [...list.children].filter((row) => row.querySelector("input") && range.intersectsNode(row));
  }

  async function takeOver(rows) {
    if (!rows.length) {
      said.textContent = "Đồng chí đánh dấu đoạn hoặc bôi đen chữ ở bản gốc trước.";
      said.className = "notice notice--care";
      return;
    }
    const wanted = new URLSearchParams(rows.map((row) => ["doan", row.dataset.place]));
    const answer = await fetch(`${list.dataset.rawLines}?${wanted}`, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) {
      said.textContent = "Chưa lấy được đoạn này. Đồng chí tải lại trang rồi thử lại.";
      said.className = "notice notice--wrong";
      return;
    }
    const html = await answer.text();
    if (editor.isEmpty) editor.commands.setContent(html, { emitUpdate: true });
    else editor.commands.insertContentAt(editor.state.doc.content.size, html);
    for (const row of rows) {
      row.classList.add("raw__line--taken");
      row.querySelector("input").checked = false;
    }
    getSelection().removeAllRanges();
    said.textContent = `Đã lấy ${rows.length} đoạn.`;
    said.className = "raw__said muted";
  }

  take?.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  take?.addEventListener("click", function (event) {
    if (!editor) return;
    event.preventDefault();
    const rows = marked();
    takeOver(rows.length ? rows : selected());
  });
  document.querySelector("[data-raw-clear]")?.addEventListener("click", function () {
    editor?.chain().focus().clearContent(true).run();
  });

  // Once confirmed the next page takes the draft away; a refused form keeps it.
  sessionStorage.removeItem("desk-raw-done");
  form.addEventListener("submit", (event) => event.submitter?.value !== "anh" && sessionStorage.setItem("desk-raw-done", `desk:${form.dataset.draft}`));

  // --- Fields of a kind -------------------------------------------------------------------------------------------------

  function showFields() {
    const kind = form.elements.kind?.value;
    if (!kind) return;
    for (const part of form.querySelectorAll("[data-raw-for]")) part.hidden = part.dataset.rawFor !== kind;
    const pool = form.querySelector('[name=place][value="pool"]');
    pool.disabled = kind === "topic";
    if (pool.disabled) form.querySelector('[name=place][value="outline"]').checked = true;
  }
  form.addEventListener("change", (event) => event.target.name === "kind" && showFields());
  document.addEventListener("htmx:load", showFields);
  showFields();
})();
