/* Tells before sending what the chosen photos come to, and that a slow line needs patience. <form data-submission> */
(function () {
  const form = document.querySelector("[data-submission]");
  if (!form) return;
  const said = form.querySelector("[data-submission-said]");
  const photos = form.elements.photos;

  function wrong() {
    const files = [...photos.files];
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const kept = form.querySelectorAll("[name=da_co]:checked").length;
    if (files.length + kept > Number(form.dataset.mostPhotos)) {
      return `Đồng chí đã chọn ${files.length + kept} ảnh; mỗi tin kèm nhiều nhất ${form.dataset.mostPhotos} ảnh.`;
    }
    const most = Math.floor(Number(form.dataset.mostBytes) / 1048576);
    if (total > Number(form.dataset.mostBytes)) return `Các ảnh nặng ${Math.ceil(total / 1048576)} MB cộng lại, quá ${most} MB. Đồng chí bỏ bớt ảnh.`;
    return "";
  }

  function tell() {
    said.textContent = wrong();
  }
  photos.addEventListener("change", tell);
  tell(); // photos chosen before this script came over a slow line
  form.addEventListener("submit", function (event) {
    const text = wrong();
    if (text) {
      event.preventDefault();
      said.textContent = text;
      photos.focus();
    } else if (photos.files.length) {
      said.textContent = "Đang gửi ảnh, đồng chí chờ trong giây lát …";
    }
  });
})();
