// What is pasted becomes the editor's vocabulary: from Word, from a browser, from a chat.
//
// Kept: tables, lists, lines that begin with "-" and "+" (items of two levels), headings, bold, italic, underline, super- and
// subscript, also where they are only styles. Dropped: scripts, styles, comments, pictures of the local disk.

const lost = "script,style,xml,meta,link,title,head,iframe,object,embed,svg,math,img,input,button,select,template";

// A tag with its quoted attribute values; comments and conditional comments are taken out before.
const tag = /<[a-z!/?](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

function inert(html) {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[\s\S]*?\]>/g, "")
    .replace(/<(script|style|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(tag, (found) => found.replace(/(\s|"|')style\s*=/gi, "$1data-look=").replace(/\son\w+\s*=/gi, " data-off="));
}

function look(element) {
  const found = {};
  for (const part of (element.dataset.look ?? "").split(";")) {
    const at = part.indexOf(":");
    if (at > 0) found[part.slice(0, at).trim().toLowerCase()] = part.slice(at + 1).trim().toLowerCase();
  }
  return found;
}

function wrap(element, name) {
  const inner = element.ownerDocument.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

function stylesToTags(body) {
  for (const element of [...body.querySelectorAll("[data-look]")]) {
    const { "font-weight": weight, "font-style": style, "text-decoration": line, "vertical-align": align } = look(element);
    const block = /^(table|tbody|thead|tr|ul|ol|h[1-6])$/i.test(element.tagName);
    if (!element.textContent.trim() || block) continue;
    if (weight && (weight.startsWith("bold") || Number(weight) >= 600)) wrap(element, "strong");
    if (style === "italic") wrap(element, "em");
    if (line?.includes("underline")) wrap(element, "u");
    if (element.tagName === "SPAN" && (align === "super" || align === "sub")) wrap(element, align === "super" ? "sup" : "sub");
  }
  // <b style="font-weight:normal"> around everything is what one browser's clipboard adds.
  for (const bold of [...body.querySelectorAll("b[data-look]")]) {
    if (look(bold)["font-weight"] === "normal") bold.replaceWith(...bold.childNodes);
  }
}

// Word's lists are paragraphs: level in "mso-list:l0 level2 lfo1", the printed marker in a span "mso-list:Ignore".
function wordItem(paragraph) {
  const list = look(paragraph)["mso-list"];
  if (!list || list === "none") return null;
  const level = Number(/level(\d)/.exec(list)?.[1] ?? 1);
  let marker = "";
  for (const span of [...paragraph.querySelectorAll("[data-look]")]) {
    if (look(span)["mso-list"] === "ignore") {
      marker = span.textContent.trim();
      span.remove();
    }
  }
  return { level, marker, ordered: /^[(]?(\d+|[a-zđ]|[ivx]+)[.)]/i.test(marker) };
}

// The signs "-" and "+" are typed by hand more often than not. An enumeration typed by hand ("1.", "a)") stays text.
function typedItem(paragraph) {
  const found = /^[\s\u00a0]*([-–+])[\s\u00a0]+(?=\S)/.exec(paragraph.textContent);
  if (!found) return null;
  let rest = found[0].length;
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (rest > 0 && walker.nextNode()) {
    const cut = Math.min(rest, walker.currentNode.length);
    walker.currentNode.deleteData(0, cut);
    rest -= cut;
  }
  return { level: found[1] === "+" ? 2 : 1, marker: found[1], ordered: false };
}

function starHeading(paragraph) {
  const text = paragraph.textContent;
  const found = /^[\s\u00a0]*\*[\s\u00a0]+(?=\S)/.exec(text);
  if (!found || text.length > 160 || paragraph.closest("td,th,li")) return;
  const heading = paragraph.ownerDocument.createElement("h6");
  heading.textContent = text.slice(found[0].length).trim();
  paragraph.replaceWith(heading);
}

function listItems(body) {
  const document = body.ownerDocument;
  let last = null; // the paragraph's list, when the one before it was an item too
  let open = []; // lists from level 1 down
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (paragraph.closest("li")) continue;
    const word = wordItem(paragraph);
    // Word's own marker is taken out already; a sign typed into an item would be printed beside the one we set.
    const typed = word?.marker ? null : typedItem(paragraph);
    const item = word ? { ...word, marker: word.marker || (typed?.marker ?? "") } : typed;
    if (!item) {
      starHeading(paragraph);
      last = null;
      continue;
    }
    const follows = last && previousElement(paragraph) === open[0];
    if (!follows) open = [];
    const level = Math.min(item.level, open.length + 1, 3);
    open = open.slice(0, level);
    if (open.length < level) {
      const list = document.createElement(item.ordered ? "ol" : "ul");
      const start = Number(/\d+/.exec(item.marker)?.[0] ?? 1);
      if (item.ordered && start > 1) list.setAttribute("start", String(start));
      if (item.ordered && /^[(]?[a-zđ][.)]/i.test(item.marker)) list.setAttribute("type", "a");
      if (level === 1) paragraph.before(list);
      else open[level - 2].lastElementChild.append(list);
      open.push(list);
    }
    const entry = document.createElement("li");
    entry.append(paragraph);
    open[level - 1].append(entry);
    last = entry;
  }
}

function previousElement(element) {
  let node = element.previousSibling;
  while (node && node.nodeType === Node.TEXT_NODE && !node.textContent.trim()) node = node.previousSibling;
  return node;
}

export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const { body } = page;
  for (const element of [...body.querySelectorAll(lost)]) element.remove();
  stylesToTags(body);
  for (const heading of [...body.querySelectorAll("h1,h2")]) {
    const lower = page.createElement("h3");
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  listItems(body);
  for (const element of body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      // data-pm-slice is the editor's own mark on what was copied out of it.
      if (!["href", "colspan", "rowspan", "start", "type", "data-pm-slice"].includes(name)) element.removeAttribute(name);
    }
    if (element.tagName === "A" && !/^(https?:|mailto:)/i.test(element.getAttribute("href") ?? "")) element.removeAttribute("href");
  }
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (!paragraph.textContent.trim() && !paragraph.closest("td,th")) paragraph.remove();
  }
  return body.innerHTML;
}

// Plain text with items: null when it has none, so that the editor's own reading stays.
export function cleanPlain(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  if (!lines.some((line) => /^[-–+*]\s+\S/.test(line))) return null;
  const escape = (line) => line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return lines.map((line) => `<p>${escape(line)}</p>`).join("");
}
