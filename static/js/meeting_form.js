/*
 * The report of a meeting says before it is sent, with its photo, that its numbers or its day cannot be: <form data-meeting
 * data-today="2026-11-22" data-early="…" data-many="… {present} … {total} …" data-away="…">. The portal checks all of it again.
 */
(function () {
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const AWAY = ["absent_with_reason", "absent_without_reason", "exempt"];

  function numberIn(name) {
    const box = form.elements[name];
    return box ? Number(box.value) || 0 : 0;
  }

  // The forms most typed; any other is left to the portal.
  function dayIn(text) {
    const day = /^\s*(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4})\s*$/.exec(text);
    const two = (figures) => figures.padStart(2, "0");
    return day ? `${day[3]}-${two(day[2])}-${two(day[1])}` : /^\d{4}-\d\d-\d\d$/.test(text) ? text : "";
  }

  function faults() {
    const found = [];
    if (dayIn(form.elements.held_on.value) > form.dataset.today) found.push(["held_on", form.dataset.early]);
    const known = { total: numberIn("total"), present: numberIn("present") };
    known.away = AWAY.map(numberIn).reduce((sum, one) => sum + one, 0);
    known.sum = known.present + known.away;
    const filled = (words) => words.replace(/\{(\w+)\}/g, (_, name) => known[name]);
    if (known.present > known.total) found.push(["present", filled(form.dataset.many)]);
    else if (known.sum > known.total) found.push([AWAY.find(numberIn), filled(form.dataset.away)]);
    return found;
  }

  function complain(box, words) {
    const field = box.closest(".field");
    const list = document.createElement("ul");
    const line = document.createElement("li");
    field.querySelectorAll(".errorlist").forEach((old) => old.remove());
    list.className = "errorlist";
    list.id = `${box.id}_error`;
    line.textContent = words;
    list.appendChild(line);
    field.classList.add("field--wrong");
    field.insertBefore(list, field.querySelector(".field__control"));
    box.setAttribute("aria-invalid", "true");
    const others = (box.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== list.id);
    box.setAttribute("aria-describedby", others.concat(list.id).join(" "));
  }

  function unfold(box) {
    const fold = box.closest("details");
    if (fold) fold.open = true;
  }

  form.addEventListener("submit", function (event) {
    const found = faults();
    if (!found.length) return;
    event.preventDefault();
    found.forEach(([name, words]) => complain(form.elements[name], words));
    const first = form.elements[found[0][0]];
    unfold(first);
    first.focus();
  });
  // The browser's own complaint needs its box in sight.
  form.addEventListener("invalid", (event) => unfold(event.target), true);
})();
