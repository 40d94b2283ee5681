/* Opens <details data-open-wide> where the window is wide enough to show it beside the text. */
if (window.matchMedia("(min-width: 64rem)").matches) {
  document.querySelectorAll("details[data-open-wide]").forEach(function (part) {
    part.open = true;
  });
}
