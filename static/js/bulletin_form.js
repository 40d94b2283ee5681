/* The form of an issue: what a thematic issue is called is asked as soon as that kind is chosen; after a refusal the cursor stands in
   the box that was refused. */
window.addEventListener("load", function () {
  const kind = document.getElementById("id_kind");
  const part = document.getElementById("id_theme")?.closest("details");
  if (!kind) return;
  const show = () => kind.value === "thematic" && part && (part.open = true);
  kind.addEventListener("change", show);
  show();
  document.querySelector(".errors input, .errors select, .errors textarea")?.focus();
});
