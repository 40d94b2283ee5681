/* Lets the reader close a message: a button is added to each [data-message], so without scripts none is shown. */
document.querySelectorAll("[data-message]").forEach(function (message) {
  var button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain";
  button.textContent = "Đóng";
  button.setAttribute("aria-label", "Đóng thông báo này");
  button.addEventListener("click", function () {
    message.remove();
  });
  message.appendChild(button);
});
