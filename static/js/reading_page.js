/*
 * The reading page: large type without loading again, the contents drawer that closes by itself, "Đọc tiếp".
 * All of it works without this file too, but for "Đọc tiếp", which is kept on this device alone.
 */
(function () {
  var article = document.querySelector("[data-reading]");
  var size = document.querySelector("[data-size]");
  var drawer = document.querySelector("[data-drawer]");
  var resume = document.querySelector("[data-resume]");
  if (!article) {
    return;
  }

  if (size) {
    size.addEventListener("click", function (event) {
      event.preventDefault();
      var large = size.getAttribute("data-size") !== "lon";
      var kept = placeNow();
      article.classList.toggle("reading--large", large);
      size.setAttribute("data-size", large ? "lon" : "thuong");
      size.setAttribute("href", "?chu=" + (large ? "thuong" : "lon"));
      size.textContent = large ? "Chữ nhỏ lại" : "Chữ to hơn";
      var secure = window.location.protocol === "https:" ? "; Secure" : "";
      document.cookie = "chu=" + (large ? "lon" : "thuong") + "; path=/; max-age=31536000; SameSite=Lax" + secure;
      // The same lines stay before the eyes.
      if (kept) {
        window.scrollBy(0, kept.element.getBoundingClientRect().top - kept.top);
      }
    });
  }

  function isNarrow() {
    return !window.matchMedia("(min-width: 64rem)").matches;
  }

  if (drawer) {
    drawer.addEventListener("click", function (event) {
      if (event.target.closest("a") && isNarrow()) {
        drawer.open = false;
      }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.open && isNarrow()) {
        drawer.open = false;
        drawer.querySelector("summary").focus();
      }
    });
  }

  var entries = Array.prototype.slice.call(article.querySelectorAll(".entry[id]"));

  function placeNow() {
    var found = null;
    article.querySelectorAll("h2, h3, h4, p").forEach(function (element) {
      var top = element.getBoundingClientRect().top;
      if (!found && top >= 0) {
        found = { element: element, top: top };
      }
    });
    return found;
  }

  function entryNow() {
    var found = null;
    entries.forEach(function (entry) {
      if (entry.getBoundingClientRect().top < window.innerHeight / 3) {
        found = entry;
      }
    });
    return found;
  }

  function nameOf(entry) {
    var link = document.querySelector('.issue__contents a[href="#' + entry.id + '"] span:last-child');
    return link ? link.textContent : entry.id;
  }

  // Lines of an entry: the place is kept as the entry and the number of the line in it, because an edition never changes.
  function linesOf(entry) {
    return Array.prototype.slice.call(entry.querySelectorAll("h2, h3, h4, p, tr, figure"));
  }

  function lineNow(entry) {
    var found = 0;
    linesOf(entry).some(function (line, number) {
      found = number;
      return line.getBoundingClientRect().top >= 0;
    });
    return found;
  }

  var key = resume ? "dang-doc:" + resume.getAttribute("data-resume") : "";
  try {
    var last = ((key && window.localStorage.getItem(key)) || "").split(" ");
    var place = last[0] ? document.getElementById(last[0]) : null;
    var line = place ? linesOf(place)[Number(last[1]) || 0] : null;
    if (place && (entries.indexOf(place) > 0 || Number(last[1]) > 3) && !window.location.hash) {
      var link = resume.querySelector("[data-resume-link]");
      resume.querySelector("[data-resume-name]").textContent = nameOf(place);
      link.setAttribute("href", "#" + place.id);
      link.addEventListener("click", function (event) {
        if (line) {
          event.preventDefault();
          line.scrollIntoView();
          line.setAttribute("tabindex", "-1");
          line.focus({ preventScroll: true });
        }
      });
      resume.hidden = false;
    }
    var waiting = 0;
    window.addEventListener(
      "scroll",
      function () {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(function () {
          var entry = entryNow();
          if (entry && key) {
            window.localStorage.setItem(key, entry.id + " " + lineNow(entry));
          }
        }, 400);
      },
      { passive: true }
    );
  } catch (error) {
    // A device that keeps nothing: the page reads as well without.
  }
})();
