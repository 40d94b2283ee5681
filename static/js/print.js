/* Prints the page: <button type="button" data-print hidden>In trang này</button>; shown only where scripts run. */
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () {
    window.print();
  });
});
