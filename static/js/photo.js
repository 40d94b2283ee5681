/*
 * "Xem ảnh lớn" opens the photo within the page, with a way back: the button, Escape, or "Back" as on any page. Without scripts,
 * or in a browser without dialogs, the link leads to the photo itself.
 */
(function () {
  var shown = null;

  function open(link) {
    var dialog = document.createElement("dialog");
    if (typeof dialog.showModal !== "function") {
      return false;
    }
    var small = link.querySelector("img");
    var back = document.createElement("button");
    var image = document.createElement("img");
    dialog.className = "photo-large";
    dialog.setAttribute("aria-label", "Ảnh lớn");
    back.type = "button";
    back.className = "button";
    back.textContent = "Về bài đọc";
    image.src = link.href;
    image.alt = small ? small.alt : "";
    dialog.appendChild(back);
    dialog.appendChild(image);
    document.body.appendChild(dialog);
    back.addEventListener("click", function () {
      dialog.close();
    });
    dialog.addEventListener("close", function () {
      dialog.remove();
      shown = null;
      if (window.history.state && window.history.state.photo) {
        window.history.back();
      }
      link.focus({ preventScroll: true });
    });
    window.history.pushState({ photo: true }, "");
    dialog.showModal();
    shown = dialog;
    return true;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.photo__link");
    // A new tab, where one asks for it, is the browser's own matter.
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link)) {
      event.preventDefault();
    }
  });
  window.addEventListener("popstate", function () {
    if (shown) {
      shown.close();
    }
  });
})();
