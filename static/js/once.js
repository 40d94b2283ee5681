/* Sends a form once: a second press on a slow line does nothing. <form data-once> */
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (!form.hasAttribute("data-once") || event.defaultPrevented) {
    return;
  }
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
});
/* Back from the next page: the form may be sent again. */
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(function (form) {
    form.removeAttribute("data-sent");
  });
});
