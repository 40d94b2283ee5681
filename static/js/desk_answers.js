/*
 * What the desk says when an answer does not come: no line, no session, a refusal of the server. What was typed stays in the
 * form and in the draft (desk_draft.js), so nothing here throws text away.
 */
(function () {
  function say(text) {
    const place = document.getElementById("thong-bao");
    const notice = document.createElement("p");
    notice.className = "notice notice--wrong";
    notice.textContent = text;
    place.replaceChildren(notice);
  }

  let waiting = null; // the form whose saving found no line

  document.addEventListener("htmx:sendError", function (event) {
    const form = event.detail.elt.closest("form[data-draft]");
    if (form) waiting = form;
    say(form
      ? "Mất kết nối nên chưa lưu được. Nội dung đã gõ được giữ trên máy này và sẽ tự lưu khi có mạng trở lại."
      : "Mất kết nối nên chưa làm được. Đồng chí kiểm tra mạng rồi bấm lại.");
  });

  window.addEventListener("online", function () {
    if (waiting && waiting.isConnected) waiting.requestSubmit();
    waiting = null;
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const answer = event.detail.xhr;
    if (new URL(answer.responseURL || location.href, location.href).pathname.startsWith("/dang-nhap/")) {
      event.detail.shouldSwap = false;
      say("Phiên làm việc đã hết. Nội dung đã gõ được giữ trên máy này. Đồng chí mở cửa sổ khác để đăng nhập, rồi tải lại trang này.");
    }
  });

  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status === 404) say("Mục này không còn. Đồng chí tải lại trang để xem đề cương mới nhất.");
    else if (status === 403) say("Phiên làm việc đã đổi nên chưa làm được. Nội dung đã gõ được giữ trên máy này; đồng chí tải lại trang.");
    else if (status === 400 || status === 413) say("Nội dung gửi lên quá lớn. Đồng chí dán lại phần cần đăng, hoặc chia thành nhiều mục.");
    else say("Cổng chưa làm được việc này. Nội dung đã gõ được giữ trên máy này; đồng chí thử lại sau ít phút.");
  });
})();
