// Gives a name to the fields of stock admin forms that have none: cells of an inline table are named by their column, the two
// halves of a date and time by the field. Rows added later are copies of the empty row, which is named too.

function columnName(cell) {
  const table = cell.closest("table");
  const column = [...cell.classList].find((name) => name.startsWith("field-"));
  const header = column && table.querySelector(`thead th.column-${column.slice("field-".length)}`);
  return header ? header.textContent.trim() : "";
}

function isNamed(field) {
  return field.type === "hidden" || field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby")
    || (field.labels && field.labels.length > 0);
}

function nameCells(root) {
  for (const cell of root.querySelectorAll(".inline-group td[class*='field-']")) {
    const name = columnName(cell);
    for (const field of cell.querySelectorAll("input, select, textarea")) {
      if (name && !isNamed(field)) {
        field.setAttribute("aria-label", name);
      }
    }
  }
}

function nameDates(root) {
  for (const pair of root.querySelectorAll("p.datetime")) {
    const row = pair.closest(".form-row, fieldset, td");
    const title = row && row.querySelector("legend, label");
    const name = title ? title.textContent.trim().replace(/:$/, "") : "";
    for (const field of pair.querySelectorAll("input")) {
      if (!isNamed(field)) {
        const half = field.classList.contains("vTimeField") ? "giờ" : "ngày";
        field.setAttribute("aria-label", name ? `${name}: ${half}` : half);
      }
    }
  }
}

// The box that searches for a related row stands in for a select: it takes over that select's label.
function nameSearches(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
    const label = select.labels && select.labels[0];
    if (box && label) {
      label.id = label.id || `${select.id}-label`;
      const content = box.querySelector(".select2-selection__rendered");
      if (content) {
        content.setAttribute("aria-labelledby", label.id);
      }
      // Without an id the content cannot be pointed at: the box of a choice of several.
      box.setAttribute("aria-labelledby", content && content.id ? `${label.id} ${content.id}` : label.id);
      const typed = box.querySelector(".select2-search__field");
      if (typed) {
        typed.setAttribute("aria-labelledby", label.id);
      }
    }
  }
}

function nameAll() {
  nameCells(document);
  nameDates(document);
  nameSearches(document);
}

// On a phone the rows of a list stand one below the other, their cells too: each says which column it is of (admin.css).
for (const cell of document.querySelectorAll("#result_list tbody td[class*='field-']")) {
  const words = cell.textContent.trim();
  if ((words === "-" || words === "–" || words === "") && !cell.querySelector("img, input, select")) {
    cell.dataset.empty = "";
  }
  const column = [...cell.classList].find((name) => name.startsWith("field-"));
  const header = document.querySelector(`#result_list thead th.column-${column.slice("field-".length)} .text`);
  if (header) {
    cell.dataset.label = header.textContent.trim();
  }
}

// After the stock scripts, which build their boxes at the same moment.
document.addEventListener("DOMContentLoaded", () => window.setTimeout(nameAll));
document.addEventListener("formset:added", () => window.setTimeout(nameAll));

// The marks of yes and no are pictures named in English.
for (const mark of document.querySelectorAll("#result_list img[alt='True'], #result_list img[alt='False'], .readonly img[alt='True'], .readonly img[alt='False']")) {
  mark.alt = mark.alt === "True" ? "Có" : "Không";
}
