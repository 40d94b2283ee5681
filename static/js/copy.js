/*
 * Copies text: <button type="button" data-copy="#id" hidden>Chép</button> copies the text of #id (or its value);
 * data-copy-text="…" copies that text. The button says "Đã chép" and, for screen readers, a status line does.
 * Buttons are hidden in the page and shown here: without scripts they would do nothing.
 */
(function () {
  function fallback(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "visually-hidden";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function textFor(button) {
    var given = button.getAttribute("data-copy-text");
    if (given !== null) {
      return given;
    }
    var source = document.querySelector(button.getAttribute("data-copy"));
    return source ? ("value" in source ? source.value : source.innerText) : "";
  }

  function say(button, words) {
    var before = button.innerHTML;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    window.setTimeout(function () {
      button.innerHTML = before;
    }, 2500);
  }

  function bind(button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = textFor(button);
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text).then(
          function () {
            say(button, "Đã chép");
          },
          function () {
            say(button, fallback(text) ? "Đã chép" : "Chưa chép được");
          }
        );
      } else {
        say(button, fallback(text) ? "Đã chép" : "Chưa chép được");
      }
    });
  }

  function bindAll(root) {
    root.querySelectorAll("[data-copy], [data-copy-text]").forEach(function (button) {
      if (button.hidden) {
        bind(button);
      }
    });
  }

  bindAll(document);
  // Pieces that htmx has brought.
  document.addEventListener("htmx:load", function (event) {
    bindAll(event.target);
  });
})();
