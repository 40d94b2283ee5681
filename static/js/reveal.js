/* Shows what is typed in a password field: <button type="button" data-reveal="id_password" hidden>Hiện mật khẩu</button> */
document.querySelectorAll("[data-reveal]").forEach(function (button) {
  var field = document.getElementById(button.getAttribute("data-reveal"));
  if (!field) {
    return;
  }
  button.hidden = false;
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", function () {
    var shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = button.textContent.replace(/^\S+/, shown ? "Hiện" : "Ẩn");
    field.focus();
  });
});
