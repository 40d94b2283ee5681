// The editor of rich text. Takes over every <textarea data-rich-text>; the text area keeps the HTML that is sent.
//
// The page's policy forbids inline styles, so what is pasted is turned from styles into tags before a browser parser
// sees a style attribute, and the editor brings no <style> of its own (css/rich_text.css has the rules).

import { cleanPasted, cleanPlain } from "./rich_text_paste.js";
import { oneStop } from "./rich_text_toolbar.js";

const marker = "data-rich-text";

// The Cancel button of the editor's dialog asks for a translator: the admin has one, the portal's own pages need this.
window.gettext ??= (text) => ({ Cancel: "Thôi", Update: "Ghi" })[text] ?? text;

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const withKey = (title, key) => `${title} (${isMac ? "⌘" : "Ctrl+"}${key})`;

function wordButton(buttons, words, title) {
  const button = buttons.text(words, title);
  button.classList.add("prose-menubar__button--words");
  return button;
}

function defineText({ menu, buttons }) {
  const headings = [
    [3, "Phần 1", "Phần có số, bậc 1 (n.1)"],
    [4, "Phần 1.1", "Phần có số, bậc 2 (n.1.1)"],
    [5, "Đề mục", "Đề mục in đậm, không số"],
    [6, "* Đề mục", "Đề mục có dấu sao"],
  ];
  menu.defineItem({
    name: "paragraph",
    groups: "text",
    priority: 90,
    button: wordButton(buttons, "Đoạn", "Đoạn văn thường"),
    active: (editor) => editor.isActive("paragraph"),
    command: (editor) => editor.chain().focus().setParagraph().run(),
  });
  for (const [level, words, title] of headings) {
    menu.defineItem({
      name: `heading${level}`,
      groups: "text",
      priority: 89 - level,
      button: wordButton(buttons, words, title),
      active: (editor) => editor.isActive("heading", { level }),
      command: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
    });
  }
}

function defineMarks({ editor, menu, buttons }) {
  const marks = [
    ["bold", "format_bold", withKey("Đậm", "B")],
    ["italic", "format_italic", withKey("Nghiêng", "I")],
    ["underline", "format_underlined", withKey("Gạch chân", "U")],
    ["superscript", "superscript", "Chỉ số trên"],
    ["subscript", "subscript", "Chỉ số dưới"],
  ];
  for (const [name, icon, title] of marks) {
    if (!(name in editor.schema.marks)) continue;
    menu.defineItem({
      name,
      groups: "marks",
      button: buttons.material(icon, title),
      active: (editor) => editor.isActive(name),
      enabled: (editor) => editor.can().toggleMark(name),
      command: (editor) => editor.chain().focus().toggleMark(name).run(),
    });
  }
}

function defineBlocks({ menu, buttons }) {
  const item = (name, groups, button, command, more = {}) =>
    menu.defineItem({ name, groups, button, command: (editor) => command(editor.chain().focus()).run(), ...more });
  item("bulletList", "lists", buttons.material("format_list_bulleted", "Gạch đầu dòng (-), lùi vào là (+)"), (chain) => chain.toggleBulletList(), {
    active: (editor) => editor.isActive("bulletList"),
  });
  item("orderedList", "lists", buttons.material("format_list_numbered", "Danh sách đánh số"), (chain) => chain.toggleOrderedList(), {
    active: (editor) => editor.isActive("orderedList"),
  });
  item("indent", "lists", buttons.material("format_indent_increase", "Lùi vào một bậc (Tab)"), (chain) => chain.sinkListItem("listItem"), {
    hidden: (editor) => !editor.isActive("listItem"),
  });
  item("outdent", "lists", buttons.material("format_indent_decrease", "Lùi ra một bậc (Shift+Tab)"), (chain) => chain.liftListItem("listItem"), {
    hidden: (editor) => !editor.isActive("listItem"),
  });
  item("blockquote", "lists", buttons.material("format_quote", "Câu trích, khẩu hiệu"), (chain) => chain.toggleBlockquote(), {
    active: (editor) => editor.isActive("blockquote"),
  });
}

function defineTable({ menu, buttons }) {
  const insideTable = { hidden: (editor) => !editor.isActive("table") };
  const item = (name, button, command, more = {}) =>
    menu.defineItem({ name, groups: "table", button, command: (editor) => command(editor.chain().focus()).run(), ...more });
  item("table", buttons.material("grid_on", "Chèn bảng"), (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), {
    hidden: (editor) => editor.isActive("table"),
  });
  const words = (text, title) => wordButton(buttons, text, title);
  item("table:addColumnAfter", words("+ cột", "Thêm cột bên phải"), (chain) => chain.addColumnAfter(), insideTable);
  item("table:deleteColumn", words("− cột", "Xóa cột"), (chain) => chain.deleteColumn(), insideTable);
  item("table:addRowAfter", words("+ hàng", "Thêm hàng bên dưới"), (chain) => chain.addRowAfter(), insideTable);
  item("table:deleteRow", words("− hàng", "Xóa hàng"), (chain) => chain.deleteRow(), insideTable);
  item("table:mergeCells", words("Gộp ô", "Gộp các ô đang chọn"), (chain) => chain.mergeCells(), insideTable);
  item("table:splitCell", words("Tách ô", "Tách ô"), (chain) => chain.splitCell(), insideTable);
  item("table:toggleHeaderCell", words("Ô tiêu đề", "Đổi ô thường và ô tiêu đề"), (chain) => chain.toggleHeaderCell(), insideTable);
  item("table:deleteTable", words("Xóa bảng", "Xóa cả bảng"), (chain) => chain.deleteTable(), insideTable);
}

function defineRest({ menu, buttons, editLink }) {
  menu.defineItem({
    name: "link",
    groups: "link",
    button: buttons.material("insert_link", withKey("Liên kết", "K")),
    enabled: (editor) => !editor.state.selection.empty || editor.isActive("link"),
    active: (editor) => editor.isActive("link"),
    command: editLink,
  });
  menu.defineItem({
    name: "unlink",
    groups: "link",
    button: buttons.material("link_off", "Bỏ liên kết"),
    hidden: (editor) => !editor.isActive("link"),
    command: (editor) => editor.chain().focus().unsetLink().run(),
  });
  menu.defineItem({
    name: "history:undo",
    groups: "history",
    button: buttons.material("undo", withKey("Hoàn tác", "Z")),
    enabled: (editor) => editor.can().undo(),
    command: (editor) => editor.commands.undo(),
  });
  menu.defineItem({
    name: "history:redo",
    groups: "history",
    button: buttons.material("redo", withKey("Làm lại", "Shift+Z")),
    enabled: (editor) => editor.can().redo(),
    command: (editor) => editor.commands.redo(),
  });
}

function vietnameseMenu(parts) {
  const editLink = async (editor) => {
    const dialog = parts.updateAttrsDialog(
      { href: { type: "string", title: "Địa chỉ liên kết", format: "url", required: true } },
      { title: "Liên kết", submitText: "Ghi" },
    );
    const chosen = await dialog(editor, editor.getAttributes("link"));
    if (chosen) editor.chain().focus().extendMarkRange("link").setLink({ href: chosen.href }).run();
  };
  return parts.Extension.create({
    name: "vietnameseMenu",
    priority: 1, // after the extensions' own English items, which it replaces
    addMenuItems({ menu, buttons }) {
      defineText({ menu, buttons });
      defineMarks({ editor: this.editor, menu, buttons });
      defineBlocks({ menu, buttons });
      defineTable({ menu, buttons });
      defineRest({ menu, buttons, editLink });
    },
  });
}

// Ctrl+K must open our dialog and not the editor's English one; so it comes first.
function linkKey(parts) {
  return parts.Extension.create({
    name: "linkKey",
    priority: 2000,
    addKeyboardShortcuts() {
      return {
        "Mod-k": ({ editor }) => {
          editor.view.dom.parentElement.querySelector('[data-name="link"]')?.click();
          return true;
        },
      };
    },
  });
}

// Of pasted text only whole addresses become links: a full stop without a space behind it ("chữ.Thông") is none.
function isAddress(text) {
  return /^(https?:\/\/|mailto:|www\.)/i.test(text);
}

// Photos are no part of the text: they have a form of their own, with words and place.
function sayPicturesLeftOut(box, data) {
  box.querySelector(".prose-editor__note")?.remove();
  const html = data.getData("text/html");
  const number = html ? (html.match(/<img\b/gi) ?? []).length : [...data.files].filter((file) => file.type.startsWith("image/")).length;
  if (!number) return;
  const note = document.createElement("p");
  note.className = "prose-editor__note";
  note.setAttribute("role", "status");
  const where = document.querySelector("#anh-moi") ? " Đồng chí thêm ảnh bằng “Thêm ảnh” ở dưới." : "";
  note.textContent = `Phần vừa dán có ${number} ảnh không đưa vào được: ô này chỉ giữ chữ và bảng.${where}`;
  box.append(note);
}

function label(textarea) {
  const name = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`)?.textContent ?? "Nội dung";
  return name.replace(/[:\s]+$/, "");
}

async function mount(textarea) {
  if (textarea.closest(".prose-editor") || textarea.id.includes("__prefix__") || textarea.dataset.richTextMounted) return;
  textarea.dataset.richTextMounted = "true";
  const parts = await import(textarea.dataset.richTextEditor);
  const wanted = Object.entries(JSON.parse(textarea.getAttribute(marker)));
  const more = { Link: { shouldAutoLink: isAddress } };
  const extensions = wanted.map(([name, options]) => parts[name].configure({ ...options, ...more[name] }));
  // Also within a disabled fieldset, of which textarea.disabled knows nothing.
  const isDisabled = textarea.matches(":disabled");
  const menu = parts.Menu.configure({
    defaultItems: false,
    groups: ["text", "marks", "lists", "table", "link", "history"].map((group) => ({ group })),
  });

  const box = document.createElement("div");
  box.className = "prose-editor";
  box.classList.toggle("disabled", isDisabled);
  textarea.before(box);
  box.append(textarea);
  const editor = new parts.Editor({
    element: box,
    editable: !isDisabled,
    injectCSS: false,
    extensions: [...extensions, menu, vietnameseMenu(parts), linkKey(parts)],
    content: textarea.value,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label(textarea), lang: "vi" },
      transformPastedHTML: cleanPasted,
      handlePaste(view, event) {
        const data = event.clipboardData;
        if (data) sayPicturesLeftOut(box, data);
        if (!data || data.getData("text/html")) return false;
        const html = cleanPlain(data.getData("text/plain"));
        return html !== null && (view.pasteHTML(html), true);
      },
    },
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // The menu has its buttons by then: it makes them at the same event.
  editor.on("create", () => oneStop(box.querySelector(".prose-menubar"), `Định dạng: ${label(textarea)}`));
  // For a script that runs only after this, and has missed the event.
  textarea.richText = editor;
  textarea.dispatchEvent(new CustomEvent("rich-text:ready", { bubbles: true, detail: { editor } }));
}

function mountAll(root) {
  for (const textarea of root.querySelectorAll(`textarea[${marker}]`)) mount(textarea);
}

mountAll(document);
// Rows added to an admin form, and pieces brought by htmx.
document.addEventListener("formset:added", (event) => mountAll(event.target));
document.addEventListener("htmx:load", (event) => mountAll(event.target));
