/*
 * The original beside its entry: marked paragraphs, or those that the selected words stand in, go over behind the block in which
 * the cursor stands, or to the end as long as nobody put it anywhere;
 * fields that the chosen kind does not have are hidden; what was confirmed is no draft any more.
 */
(function () {
  const form = document.querySelector("[data-raw-form]");
  if (!form) return;
  const list = document.querySelector("[data-raw-lines]");
  const take = document.querySelector("[data-raw-take]");
  const said = document.querySelector("[data-raw-said]");
  let editor = null;
  let isPlaced = false;

  function use(found) {
    editor = found;
    editor.on("focus", () => (isPlaced = true));
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

  // Whole paragraphs: none is torn, an empty one gives way. The cursor goes behind what came, so that the next follows it.
  function putIn(html) {
    if (editor.isEmpty) {
      editor.commands.setContent(html, { emitUpdate: true });
      editor.commands.setTextSelection(editor.state.doc.content.size - 1);
      return;
    }
    const end = editor.state.doc.content.size;
    const { $to } = editor.state.selection;
    const isInside = isPlaced && $to.depth > 0;
    const isEmpty = isInside && $to.depth === 1 && $to.parent.content.size === 0;
    const from = !isInside ? end : isEmpty ? $to.before(1) : $to.after(1);
    const to = isEmpty ? $to.after(1) : from;
    editor.commands.insertContentAt({ from, to }, html);
    const behind = to + editor.state.doc.content.size - end;
    if (isPlaced) editor.commands.setTextSelection(behind - 1);
    const there = editor.view.domAtPos(behind - 1).node;
    (there.nodeType === Node.ELEMENT_NODE ? there : there.parentElement)?.scrollIntoView({ block: "nearest" });
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
    putIn(html);
    for (const row of rows) {
      row.classList.add("raw__line--taken");
      row.querySelector("input").checked = false;
    }
    getSelection().removeAllRanges();
    said.textContent = isPlaced ? `Đã lấy ${rows.length} đoạn vào chỗ con trỏ.` : `Đã lấy ${rows.length} đoạn vào cuối nội dung.`;
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
