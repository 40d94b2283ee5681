/*
 * Files brought to the desk: dropped on <form data-raw-drop> or on what surrounds it (the outline, the drawer), or chosen in it.
 * They are sent one after another; the answer tells, a JSON line each, how far the reading is, then where the suggestion stands.
 */
(function () {
  let busy = false;

  // What was confirmed on the page before is no draft any more (see desk_raw_beside.js).
  const done = sessionStorage.getItem("desk-raw-done");
  if (done) {
    sessionStorage.removeItem("desk-raw-done");
    localStorage.removeItem(done);
  }

  function hasFiles(event) {
    return [...(event.dataTransfer?.types ?? [])].includes("Files");
  }

  function formAt(target) {
    const place = target.closest?.(".desk__outline, .drawer, [data-raw-drop]") ?? null;
    return place?.querySelector("[data-raw-drop]") ?? place?.closest("[data-raw-drop]") ?? null;
  }

  // Shows where a file that hangs above the page would go.
  function mark(form) {
    for (const one of document.querySelectorAll("[data-raw-drop]")) {
      one.classList.toggle("raw-drop--over", one === form);
      one.closest(".desk__outline, .drawer")?.classList.toggle("raw-drop--target", one === form);
    }
  }

  function say(form, text, isWrong) {
    const line = document.createElement("p");
    line.className = isWrong ? "notice notice--wrong" : "notice notice--good";
    line.textContent = text;
    form.querySelector("[data-raw-state]").append(line);
    return line;
  }

  // Sends one file; resolves with the last line of the answer.
  function send(form, file) {
    const state = form.querySelector("[data-raw-state]");
    const row = document.createElement("div");
    const label = document.createElement("p");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Tiến độ: ${file.name}`);
    label.textContent = `Đang gửi ${file.name} …`;
    row.append(label, bar);
    state.append(row);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("noi", form.elements.noi.value);
    data.append("tep", file);
    return new Promise(function (resolve) {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/x-ndjson");
      // Sending is the first fifth of the bar, reading the rest.
      request.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.value = (event.loaded / event.total) * 0.2));
      request.addEventListener("progress", function () {
        label.textContent = `Đang đọc ${file.name} …`;
        const last = lines(request.responseText).pop();
        if (last && "share" in last) bar.value = 0.2 + last.share * 0.8;
      });
      request.addEventListener("load", function () {
        row.remove();
        const last = lines(request.responseText).pop();
        if (request.status === 200 && last && ("address" in last || "refused" in last)) resolve(last);
        else if (request.status === 413) resolve({ refused: `${file.name}: tệp quá lớn. Đồng chí giảm cỡ ảnh hoặc chia tệp rồi đưa vào lại.` });
        else resolve({ refused: `${file.name}: cổng chưa nhận được tệp. Đồng chí tải lại trang rồi thử lại.` });
      });
      request.addEventListener("error", function () {
        row.remove();
        resolve({ refused: `${file.name}: mất kết nối nên chưa gửi được. Đồng chí kiểm tra mạng rồi đưa vào lại.` });
      });
      request.send(data);
    });
  }

  function lines(text) {
    const found = [];
    for (const line of text.split("\n")) {
      try {
        found.push(JSON.parse(line));
      } catch {
        // A line that has not arrived whole.
      }
    }
    return found;
  }

  async function bring(form, files) {
    if (busy || !files.length) return;
    busy = true;
    form.closest("details")?.setAttribute("open", "");
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("[data-raw-state]").replaceChildren();
    const made = [];
    for (const file of files) {
      const answer = await send(form, file);
      if (answer.refused) say(form, answer.refused, true);
      else {
        made.push(answer.address);
        // The page of the files counts what waits, and must not say that nothing does.
        const waiting = document.querySelector("[data-raw-waiting]");
        if (waiting) waiting.textContent = Number(waiting.textContent) + 1;
        document.querySelector("[data-raw-none]")?.remove();
        if (files.length > 1) {
          const link = document.createElement("a");
          link.href = answer.address;
          link.textContent = `Xem và xác nhận: ${file.name}`;
          say(form, "").append(link);
        }
      }
    }
    busy = false;
    form.reset();
    if (made.length === 1 && files.length === 1) location.assign(made[0]);
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[data-raw-drop]")) return;
    const files = [...form.elements.tep.files];
    if (!files.length) return;
    event.preventDefault();
    bring(form, files);
  });

  document.addEventListener("dragover", function (event) {
    if (!hasFiles(event)) return;
    // A file dropped beside the target must not take the page's place.
    event.preventDefault();
    const form = formAt(event.target);
    event.dataTransfer.dropEffect = form ? "copy" : "none";
    mark(form);
  });
  document.addEventListener("dragleave", function (event) {
    if (event.relatedTarget) return;
    mark(null);
  });
  document.addEventListener("drop", function (event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(null);
    const form = formAt(event.target);
    if (form) bring(form, [...event.dataTransfer.files]);
  });
})();
