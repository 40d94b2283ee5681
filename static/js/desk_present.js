/* Tells the others that this tab is open, shows who else is here, and fetches anew what they changed. */
(function () {
  const desk = document.querySelector("[data-present]");
  if (!desk) return;
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const opened = () => document.querySelector("form[data-draft]")?.dataset.entry ?? "";

  function body(more) {
    return new URLSearchParams({ csrfmiddlewaretoken: token(), tab, muc: opened(), ...more });
  }

  function show(others) {
    const here = others.filter((one) => String(one.entry) === opened()).map((one) => one.name);
    const words = [];
    if (others.length) words.push(`Cùng biên tập: ${others.map((one) => one.name).join(", ")}.`);
    if (here.length) words.push(`${here.join(", ")} đang mở cùng mục này.`);
    const place = document.getElementById("co-mat");
    const text = words.join(" ");
    if (place.textContent !== text) place.textContent = text;
  }

  function changed(answer) {
    const outline = document.getElementById("de-cuong");
    if (!outline || outline.dataset.stamp === answer.stamp) return;
    htmx.trigger(document.body, "deskelsewhere");
    htmx.trigger(document.body, "deskchanged");
    const version = document.getElementById("id_version");
    if (version && answer.version !== null && Number(version.value) < answer.version) {
      const notice = document.createElement("p");
      notice.className = "notice notice--care";
      notice.textContent = "Người khác vừa lưu mục này. Khi lưu, đồng chí sẽ thấy cả hai bản để chọn.";
      document.getElementById("ket-qua")?.replaceChildren(notice);
    }
  }

  // What this tab itself is changing is not somebody else's: fetching the outline then would take away the very button whose
  // answer is awaited, and the answer with it.
  let begun = 0;
  let running = 0;
  document.addEventListener("htmx:beforeSend", function (event) {
    if (event.detail.requestConfig.verb === "get") return;
    begun += 1;
    running += 1;
    event.detail.xhr.addEventListener("loadend", () => (running -= 1));
  });

  async function report() {
    const before = begun;
    let answer;
    try {
      const response = await fetch(desk.dataset.present, { method: "POST", body: body({}), credentials: "same-origin" });
      if (!response.ok || response.redirected) return;
      answer = await response.json();
    } catch {
      return; // no line: the next report finds one
    }
    show(answer.others ?? []);
    if (!running && begun === before) changed(answer);
  }

  report();
  setInterval(report, Number(desk.dataset.every) * 1000);
  document.addEventListener("htmx:afterSettle", (event) => event.target.id === "muc" && report());
  window.addEventListener("pagehide", () => navigator.sendBeacon(desk.dataset.present, body({ gone: "1" })));
})();
