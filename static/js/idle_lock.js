/*
 * The lock of an unattended desk: <div data-idle data-seconds data-here data-lock data-unlock><dialog>…</dialog></div>
 * Nothing of the page goes: the question lies over it, and after the answer the work goes on where it stopped. Keys and
 * presses count as being there, in any tab; the portal hears of it once a minute.
 */
(function () {
  const place = document.querySelector("[data-idle]");
  const dialog = place?.querySelector("dialog");
  if (!dialog || typeof dialog.showModal !== "function") return;
  const seconds = Number(place.dataset.seconds);
  const form = dialog.querySelector("form");
  const field = form.querySelector("input[type=password]");
  const said = dialog.querySelector("[data-idle-said]");
  const store = "desk-active";
  // After a new sign-in in another tab the forms of this page hold a token of the former session.
  const fresh = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const token = () => fresh() ?? form.elements.csrfmiddlewaretoken.value;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("desk-lock") : null;
  let active = Date.now();
  let told = Date.now();
  let locked = false;
  let focused = null;

  async function send(address, more) {
    return fetch(address, {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ csrfmiddlewaretoken: token(), ...more }),
    });
  }

  function show() {
    if (locked) return;
    locked = true;
    focused = document.activeElement;
    said.textContent = "";
    field.value = "";
    document.documentElement.classList.add("is-idle-locked");
    // A dialog of the page's own would lie above this one.
    if (!dialog.open) dialog.showModal();
    field.focus();
  }

  function hide() {
    locked = false;
    active = told = Date.now();
    remember();
    document.documentElement.classList.remove("is-idle-locked");
    dialog.close();
    const now = fresh();
    if (now) for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = now;
    focused?.focus?.();
  }

  function remember() {
    try {
      localStorage.setItem(store, String(active));
    } catch {
      /* a closed store: each tab then counts for itself */
    }
  }

  function elsewhere() {
    try {
      return Number(localStorage.getItem(store)) || 0;
    } catch {
      return 0;
    }
  }

  async function tell() {
    told = Date.now();
    try {
      const answer = await send(place.dataset.here, {});
      if (answer.status === 423) show();
    } catch {
      /* no line: the next minute tells */
    }
  }

  function here() {
    if (locked) return;
    // After a sleep of the machine the first key comes before the clock's next beat.
    if (!check()) return;
    active = Date.now();
    if (active - elsewhere() > 5000) remember();
  }

  function check() {
    if (locked) return false;
    if (Date.now() - Math.max(active, elsewhere()) < seconds * 1000) return true;
    show();
    send(place.dataset.lock, {}).catch(() => {});
    others?.postMessage("lock");
    return false;
  }

  for (const kind of ["keydown", "pointerdown", "input", "wheel", "touchmove"]) {
    document.addEventListener(kind, here, { capture: true, passive: true });
  }
  setInterval(function () {
    if (check() && active > told) tell();
  }, Math.min(60, seconds / 3) * 1000);
  document.addEventListener("visibilitychange", check);

  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 423) show();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  others?.addEventListener("message", (event) => (event.data === "lock" ? show() : locked && hide()));

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    said.textContent = "";
    let answer;
    try {
      answer = await send(place.dataset.unlock, { mo_khoa: field.value });
    } catch {
      said.textContent = "Chưa nối được với cổng. Đồng chí xem lại đường mạng rồi thử lại.";
      return;
    }
    field.value = "";
    if (answer.ok && !answer.redirected) {
      hide();
      others?.postMessage("unlock");
      return;
    }
    if (answer.status === 429) {
      const { locked_out: minutes } = await answer.json();
      said.textContent = `Đã gõ sai nhiều lần. Đồng chí chờ ${minutes} phút rồi gõ lại; trang này vẫn giữ nguyên.`;
    } else if (answer.redirected || answer.status === 401) {
      said.textContent = "Phiên đăng nhập đã hết. Đồng chí đăng nhập ở một thẻ khác, rồi quay lại đây gõ lần nữa.";
      dialog.querySelector("[data-idle-out]").hidden = false;
    } else {
      said.textContent = "Mật khẩu hoặc mã PIN chưa đúng. Đồng chí gõ lại.";
    }
    field.focus();
  });
})();
