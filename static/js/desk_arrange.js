/*
 * Arranging the outline: by keys on its lines, and by dragging the handle with mouse or finger (pointer events).
 * A dropped line goes to the top level, or into the group above when it is dropped to the right of the group's own text.
 */
(function () {
  const keys = { ArrowUp: "len", ArrowDown: "xuong", Home: "dau", End: "cuoi", ArrowRight: "vao", ArrowLeft: "ra" };

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function move(row, values) {
    const outline = document.getElementById("de-cuong");
    htmx.ajax("POST", row.dataset.move, {
      target: "#de-cuong",
      swap: "none",
      values: { csrfmiddlewaretoken: token(), muc: outline.dataset.open, ...values },
    });
  }

  document.addEventListener("keydown", function (event) {
    const link = event.target.closest?.(".outline__link");
    if (!link || event.ctrlKey || event.metaKey) return;
    const row = link.closest("[data-entry]");
    if (event.altKey && keys[event.key]) {
      event.preventDefault();
      move(row, { to: keys[event.key] });
    } else if (!event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const next = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
      next?.querySelector(".outline__link")?.focus();
    }
  });

  // --- Dragging -------------------------------------------------------------------------------------------------------

  let drag = null; // { row, list, rest, line, target }

  function rest(list, row) {
    const own = row.dataset.entry;
    return [...list.children].filter((one) => one.dataset.entry && one !== row && one.dataset.group !== own);
  }

  // Where the line would go: group key ("" for the top) and place among the lines there.
  function targetAt(x, y) {
    const at = drag.rest.findIndex((one) => {
      const box = one.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    const below = at < 0 ? null : drag.rest[at];
    const above = at < 0 ? drag.rest[drag.rest.length - 1] : drag.rest[at - 1];
    const nests = !("isGroup" in drag.row.dataset) && !("hasChildren" in drag.row.dataset);
    let group = "";
    if (nests && below && below.dataset.level === "2") group = below.dataset.group;
    else if (nests && above) {
      const candidate = above.dataset.level === "2" ? above.dataset.group : "isGroup" in above.dataset ? above.dataset.entry : "";
      const isRight = x > drag.list.getBoundingClientRect().left + 56;
      if (candidate && isRight) group = candidate;
    }
    const before = at < 0 ? drag.rest : drag.rest.slice(0, at);
    const place = before.filter((one) => one.dataset.group === group).length;
    const edge = below ? below.getBoundingClientRect().top : above ? above.getBoundingClientRect().bottom : 0;
    return { group, place, edge };
  }

  function follow(event) {
    if (!drag) return;
    event.preventDefault();
    const target = targetAt(event.clientX, event.clientY);
    drag.target = target;
    drag.line.style.top = `${target.edge - drag.list.getBoundingClientRect().top}px`;
    drag.line.classList.toggle("outline__drop--in", target.group !== "");
    const column = drag.list.closest(".desk__outline");
    const box = column.getBoundingClientRect();
    if (event.clientY < box.top + 48) column.scrollTop -= 12;
    else if (event.clientY > Math.min(box.bottom, innerHeight) - 48) column.scrollTop += 12;
  }

  function end(event) {
    if (!drag) return;
    const { row, line, target } = drag;
    row.classList.remove("outline__row--dragged");
    line.remove();
    drag = null;
    if (event.type === "pointerup" && target) move(row, { to: "keo", nhom: target.group, cho: target.place });
  }

  document.addEventListener("pointerdown", function (event) {
    const handle = event.target.closest?.("[data-drag]");
    if (!handle || (event.pointerType === "mouse" && event.button !== 0)) return;
    event.preventDefault();
    const row = handle.closest("[data-entry]");
    const list = row.closest("[data-outline]");
    const line = document.createElement("li");
    line.className = "outline__drop";
    line.setAttribute("role", "presentation");
    list.append(line);
    row.classList.add("outline__row--dragged");
    drag = { row, list, rest: rest(list, row), line, target: null };
    handle.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => event.key === "Escape" && end(event));
})();
