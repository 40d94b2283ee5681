/*
 * What a form says while it is filled in: a complaint beside a field goes when the field is changed, or one it is judged by
 * (<input data-judges="present exempt">); a field for files (_file_choice.html) says in our language what was chosen. What stands above the
 * form stays: only the portal knows whether it still holds. What the browser itself asks for is asked in our language, whatever
 * language the browser speaks.
 */
(function () {
  function tellFiles(place) {
    const count = place.querySelector("input[type=file]").files.length;
    const first = count ? place.querySelector("input[type=file]").files[0].name : "";
    const noun = place.dataset.files;
    const said = place.querySelector("[data-files-said]");
    place.classList.add("files--told");
    said.hidden = false;
    said.textContent = count > 1 ? `Đã chọn ${count} ${noun}.` : count ? `Đã chọn ${first}.` : `Chưa chọn ${noun}.`;
  }
  function tellAll() {
    document.querySelectorAll("[data-files]").forEach(tellFiles);
  }
  // Told by the page: rows of the admin are added while it is open.
  document.addEventListener("change", function (event) {
    const place = event.target.closest("[data-files]");
    if (place) tellFiles(place);
  });
  document.addEventListener("reset", () => window.setTimeout(tellAll));
  document.addEventListener("htmx:load", tellAll);
  window.addEventListener("pageshow", tellAll); // back: some browsers keep what was chosen
  tellAll();

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

  function wanted(control) {
    const { validity, type } = control;
    if (validity.valueMissing) {
      if (type === "checkbox") return "Đồng chí đánh dấu vào ô này để tiếp tục.";
      if (type === "file") return "Đồng chí chọn tệp.";
      return type === "radio" || type.startsWith("select") ? "Đồng chí chọn một mục." : "Đồng chí điền vào ô này.";
    }
    if (validity.typeMismatch && type === "email") return "Đồng chí viết địa chỉ thư đầy đủ, có dấu @.";
    if (validity.typeMismatch) return "Đồng chí viết địa chỉ đầy đủ, bắt đầu bằng https://.";
    if (validity.rangeUnderflow) return `Đồng chí viết từ ${control.min} trở lên.`;
    if (validity.rangeOverflow) return `Đồng chí viết đến ${control.max} là cùng.`;
    if (validity.badInput || validity.stepMismatch) return type === "number" ? "Đồng chí viết số nguyên." : "Đồng chí viết lại ô này.";
    if (validity.tooShort) return `Đồng chí viết ít nhất ${control.minLength} chữ.`;
    return control.title || "Đồng chí viết lại ô này.";
  }
  const forget = (form) => Array.prototype.forEach.call(form.elements, (one) => one.setCustomValidity && one.setCustomValidity(""));
  document.addEventListener("invalid", (event) => event.target.setCustomValidity(wanted(event.target)), true);
  document.addEventListener("input", (event) => event.target.form && forget(event.target.form));
  // A press judges anew: a script may have filled the field meanwhile.
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button, input[type=submit], input[type=image]");
    if (button && button.form) forget(button.form);
  }, true);
})();
