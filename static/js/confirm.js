/*
 * Asks before a form is sent: <form data-confirm="Câu hỏi?" data-confirm-button="Thu hồi">.
 * A dialog of our own where the browser has one, else its plain question. Without scripts the form is sent: the server must
 * not rely on the question.
 */
(function () {
  function ask(question, word, done) {
    var dialog = document.createElement("dialog");
    if (typeof dialog.showModal !== "function") {
      if (window.confirm(question)) {
        done();
      }
      return;
    }
    dialog.className = "dialog";
    var text = document.createElement("p");
    text.textContent = question;
    text.id = "confirm-question";
    dialog.setAttribute("aria-labelledby", text.id);
    var row = document.createElement("div");
    row.className = "button-row";
    var yes = document.createElement("button");
    yes.type = "button";
    yes.className = "button button--main";
    yes.textContent = word;
    var no = document.createElement("button");
    no.type = "button";
    no.className = "button";
    no.textContent = "Không, quay lại";
    row.appendChild(yes);
    row.appendChild(no);
    dialog.appendChild(text);
    dialog.appendChild(row);
    document.body.appendChild(dialog);
    no.addEventListener("click", function () {
      dialog.close();
    });
    yes.addEventListener("click", function () {
      dialog.close();
      done();
    });
    dialog.addEventListener("close", function () {
      dialog.remove();
    });
    dialog.showModal();
    no.focus();
  }

  // Browsers that do not tell which button sent a form: the one pressed last in it.
  var last = null;
  document.addEventListener("click", function (event) {
    last = event.target.closest("button, input[type=submit]");
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    var question = form.getAttribute("data-confirm");
    if (!question || form.hasAttribute("data-confirmed")) {
      return;
    }
    event.preventDefault();
    /* What button was pressed is kept, as the browser itself would send it. */
    var pressed = "submitter" in event ? event.submitter : last && last.form === form ? last : null;
    ask(question, form.getAttribute("data-confirm-button") || "Đồng ý", function () {
      if (pressed && pressed.name) {
        var field = document.createElement("input");
        field.type = "hidden";
        field.name = pressed.name;
        field.value = pressed.value;
        form.appendChild(field);
      }
      form.setAttribute("data-confirmed", "");
      form.submit();
    });
  });
})();
