/* Ticks all boxes of a group: <button type="button" data-tick-all="#giao-nhom" hidden>Chọn cả nhóm</button>; pressed again, none. */
document.querySelectorAll("[data-tick-all]").forEach(function (button) {
  var group = document.querySelector(button.getAttribute("data-tick-all"));
  var boxes = group ? Array.prototype.slice.call(group.querySelectorAll("input[type=checkbox]")) : [];
  if (boxes.length < 2) {
    return;
  }
  var words = button.textContent;

  function allTicked() {
    return boxes.every(function (box) {
      return box.checked;
    });
  }

  function name() {
    button.textContent = allTicked() ? "Bỏ chọn" : words;
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    var ticked = !allTicked();
    boxes.forEach(function (box) {
      box.checked = ticked;
    });
    name();
  });
  boxes.forEach(function (box) {
    box.addEventListener("change", name);
  });
  name();
});
