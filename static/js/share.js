/*
 * "Gửi bản PDF": <button type="button" data-share="/…/pdf/" data-share-name="….pdf" hidden>Gửi bản PDF</button>
 * Shown only where the system's share sheet takes files (navigator.canShare). The file is fetched at the first press; where
 * fetching took so long that the system no longer takes it for the person's own press, the button asks for one more.
 */
(function () {
  function filesAreShared() {
    try {
      return navigator.canShare({ files: [new File(["%PDF-1.7"], "a.pdf", { type: "application/pdf" })] });
    } catch (error) {
      return false;
    }
  }

  function bind(button) {
    var words = button.textContent;
    var file = null;
    button.setAttribute("aria-live", "polite");
    button.hidden = false;

    function send() {
      return navigator.share({ files: [file] }).then(
        function () {
          button.textContent = words;
        },
        function (error) {
          // AbortError: the person closed the sheet.
          button.textContent = error.name === "NotAllowedError" ? "Tệp đã sẵn sàng, bấm để gửi" : words;
        }
      );
    }

    button.addEventListener("click", function () {
      if (file) {
        send();
        return;
      }
      button.textContent = "Đang chuẩn bị tệp";
      fetch(button.getAttribute("data-share"), { credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok || answer.headers.get("Content-Type") !== "application/pdf") {
            throw new Error("no file");
          }
          return answer.blob();
        })
        .then(function (content) {
          file = new File([content], button.getAttribute("data-share-name"), { type: "application/pdf" });
          return send();
        })
        .catch(function () {
          button.textContent = "Chưa lấy được tệp, bấm để thử lại";
        });
    });
  }

  if (navigator.share && navigator.canShare && window.File && filesAreShared()) {
    document.querySelectorAll("[data-share]").forEach(bind);
  }
})();
