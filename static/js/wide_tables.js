/* Says of a table that is wider than its place that it slides; where it fits, nothing is said. A div: "Đọc tiếp" counts paragraphs. */
(function () {
  const places = [...document.querySelectorAll(".table-wrap")];

  function tell() {
    places.forEach(function (place) {
      const said = place.previousElementSibling;
      const is_told = said !== null && said.classList.contains("table-hint");
      const is_wide = place.scrollWidth > place.clientWidth + 1;
      if (is_wide && !is_told) {
        const hint = document.createElement("div");
        hint.className = "table-hint";
        hint.textContent = "Kéo ngang để xem hết bảng.";
        place.before(hint);
      } else if (!is_wide && is_told) {
        said.remove();
      }
    });
  }

  tell();
  window.addEventListener("load", tell);
  window.addEventListener("resize", tell);
})();
