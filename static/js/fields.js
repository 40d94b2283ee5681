/*
 * What a form says while it is filled in: a complaint beside a field goes when the field is changed, or one it is judged by
 * (<input data-judges="present exempt">); a field for files (_file_choice.html) says in our language what was chosen. What stands above the
 * form stays: only the portal knows whether it still holds.
 */
(function () {
  document.querySelectorAll("[data-files]").forEach(function (place) {
    const input = place.querySelector("input[type=file]");
    const said = place.querySelector("[data-files-said]");
    function tell() {
      const count = input.files.length;
      const noun = place.dataset.files;
      said.textContent = count > 1 ? `Đã chọn ${count} ${noun}.` : count ? `Đã chọn ${input.files[0].name}.` : `Chưa chọn ${noun}.`;
    }
    place.classList.add("files--told");
    said.hidden = false;
    input.addEventListener("change", tell);
    window.addEventListener("pageshow", tell); // back: some browsers keep what was chosen
    tell();
  });

  function forgive(control) {
    const field = control.closest(".field--wrong");
    if (!field) return;
    field.classList.remove("field--wrong");
    field.querySelectorAll(".errorlist").forEach((list) => list.remove());
    field.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    field.querySelectorAll("[aria-describedby]").forEach(function (one) {
      const left = one.getAttribute("aria-describedby").split(" ").filter((id) => document.getElementById(id));
      if (left.length) one.setAttribute("aria-describedby", left.join(" "));
      else one.removeAttribute("aria-describedby");
    });
  }

  function changed(event) {
    const control = event.target;
    if (!control.form) return;
    forgive(control);
    (control.dataset.judges || "").split(" ").forEach(function (name) {
      const judged = control.form.elements[name];
      // One that is empty is complained of for that.
      if (judged && judged.value) forgive(judged);
    });
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
})();
