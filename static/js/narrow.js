/* Narrows a long list of boxes by what is typed: <div data-narrow> with a hidden field for the words, groups (details) and an empty
   message (data-narrow-none). What is ticked stays in sight. Diacritics need not be typed. */
document.querySelectorAll("[data-narrow]").forEach(function (list) {
  var field = list.querySelector("input[type=search]");
  var groups = Array.prototype.slice.call(list.querySelectorAll("details"));
  var none = list.querySelector("[data-narrow-none]");
  if (!field || list.querySelectorAll("input[type=checkbox]").length < 8) {
    return;
  }
  var opened = groups.map(function (group) {
    return group.open;
  });

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function narrow() {
    var wanted = plain(field.value).trim();
    var shown = 0;
    groups.forEach(function (group, number) {
      var whole = plain(group.querySelector("summary").textContent).indexOf(wanted) >= 0;
      var here = 0;
      group.querySelectorAll("label").forEach(function (label) {
        var fits = whole || label.querySelector("input").checked || plain(label.textContent).indexOf(wanted) >= 0;
        label.parentNode.hidden = !fits;
        here += fits ? 1 : 0;
      });
      group.hidden = !here;
      group.open = wanted ? here > 0 : opened[number];
      shown += here;
    });
    none.hidden = shown > 0;
  }

  field.closest("p").hidden = false;
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
});
