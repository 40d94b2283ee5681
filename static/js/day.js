/*
 * A day is typed in <input data-day>. A phone's number pad has no stroke, so the strokes come by themselves behind two figures
 * of the day and two of the month; one typed as well is not doubled. What the box holds is read forgivingly by the portal.
 */
(function () {
  document.addEventListener("input", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches("input[data-day]") || event.inputType !== "insertText") return;
    if (box.selectionStart !== box.value.length) return;
    if (/^\d{2}(\/\d{2})?$/.test(box.value)) box.value += "/";
    else if (/\/\/$/.test(box.value)) box.value = box.value.slice(0, -1);
  });
})();
