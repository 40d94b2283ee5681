/*
 * What a page with htmx says when an answer does not come: no line, no session, a refusal of the server. The words stand in
 * #thong-bao, or in a place made for them at the head of the page. Where texts are typed (data-drafts: the desk) they stay in the
 * form and in the draft (desk_draft.js), so nothing here throws text away.
 */
(function () {
  const keeps = document.querySelector("[data-drafts]") !== null;
  const kept = keeps ? " Nội dung đã gõ được giữ trên máy này." : "";

  function place() {
    const known = document.getElementById("thong-bao");
    if (known) return known;
    const made = document.createElement("div");
    made.id = "thong-bao";
    made.setAttribute("role", "status");
    document.querySelector("main").prepend(made);
    return made;
  }

  function say(text) {
    const notice = document.createElement("p");
    notice.className = "notice notice--wrong";
    notice.textContent = text;
    const where = place();
    where.textContent = "";
    where.appendChild(notice);
    where.scrollIntoView({ block: "nearest" });
  }

  let waiting = null; // the form whose saving found no line

  function lost(event) {
    const form = event.detail.elt.closest("form[data-draft]");
    if (form) waiting = form;
    say(form
      ? "Mất kết nối nên chưa lưu được. Nội dung đã gõ được giữ trên máy này và sẽ tự lưu khi có mạng trở lại."
      : "Mất kết nối nên chưa làm được. Đồng chí kiểm tra mạng rồi bấm lại.");
  }
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  window.addEventListener("online", function () {
    if (waiting && waiting.isConnected) waiting.requestSubmit();
    waiting = null;
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const answer = event.detail.xhr;
    if (new URL(answer.responseURL || location.href, location.href).pathname.startsWith("/dang-nhap/")) {
      event.detail.shouldSwap = false;
      say(`Phiên làm việc đã hết.${kept} Đồng chí mở cửa sổ khác để đăng nhập, rồi tải lại trang này.`);
    }
  });

  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    // The lock lies over the page and says what to do (idle_lock.js).
    if (status === 423) return;
    if (status === 404) say(keeps ? "Mục này không còn. Đồng chí tải lại trang để xem đề cương mới nhất." : "Trang này không còn. Đồng chí tải lại trang.");
    else if (status === 403) say(`Phiên làm việc hoặc quyền của đồng chí đã đổi nên chưa làm được.${kept} Đồng chí tải lại trang.`);
    else if (status === 405) say(`Trang này đã cũ nên chưa làm được.${kept} Đồng chí tải lại trang.`);
    else if (status === 429) say(`Đồng chí bấm nhanh quá nên cổng tạm dừng.${kept} Đồng chí thử lại sau một phút.`);
    else if (keeps && (status === 400 || status === 413)) say("Nội dung gửi lên quá lớn. Đồng chí dán lại phần cần đăng, hoặc chia thành nhiều mục.");
    else say(`Cổng chưa làm được việc này.${kept} Đồng chí thử lại sau ít phút.`);
  });

  // An answer that came but could not be put in its place is as good as none.
  document.addEventListener("htmx:targetError", () => say("Trang này đã cũ. Đồng chí tải lại trang."));
  document.addEventListener("htmx:swapError", () => say("Trang này đã cũ. Đồng chí tải lại trang."));
})();
