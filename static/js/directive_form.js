/*
 * While a number is typed: guesses kind and issuer into the fields that are still empty, and names directives that carry the
 * same number. Nothing is filed by it; without scripts the same is said after saving.
 */
(function () {
  var number = document.getElementById("id_number");
  var kind = document.getElementById("id_kind");
  var register = document.getElementById("id_register");
  var printed = document.getElementById("id_issuer_printed");
  var holder = document.getElementById("id_held_by");
  if (!number || !kind) {
    return;
  }
  var box = document.createElement("div");
  box.className = "number-says help";
  box.setAttribute("role", "status");
  number.closest(".form-row").append(box);
  var timer = 0;
  var latest = 0;

  function fill(select, key, name) {
    if (!select || select.value) {
      return;
    }
    var has = Array.prototype.some.call(select.options, function (option) {
      return option.value === String(key);
    });
    if (!has) {
      select.append(new Option(name, key));
    }
    select.value = String(key);
    if (window.django && window.django.jQuery) {
      window.django.jQuery(select).trigger("change");
    }
  }

  function tell(said) {
    box.textContent = "";
    if (said.kind) {
      fill(kind, said.kind.key, said.kind.name);
    }
    // A name that is printed says more than the letters of a number.
    if (said.issuer && !(printed && printed.value.trim())) {
      fill(register, said.issuer.key, said.issuer.name);
    }
    if (said.same.length) {
      box.append("Trong sổ đã có: ");
      said.same.forEach(function (row, place) {
        var link = document.createElement("a");
        link.href = row.url;
        link.textContent = row.text;
        box.append(place ? "; " : "", link);
      });
      box.append(". Nếu là văn bản khác cùng số, đồng chí cứ nhập tiếp.");
    }
  }

  function ask() {
    var turn = ++latest;
    var own = /\/directive\/(\d+)\/change\//.exec(location.pathname);
    var question = new URLSearchParams({ so: number.value, luu_tai: holder ? holder.value : "", tru: own ? own[1] : "" });
    fetch("/van-ban/doan/?" + question, { headers: { Accept: "application/json" } })
      .then(function (answer) {
        return answer.ok ? answer.json() : null;
      })
      .then(function (said) {
        if (said && turn === latest) {
          tell(said);
        }
      })
      .catch(function () {});
  }

  number.addEventListener("input", function () {
    window.clearTimeout(timer);
    if (number.value.trim().length > 1) {
      timer = window.setTimeout(ask, 350);
    }
  });
  // A number that was pasted or read from a file is asked about at once.
  if (number.value.trim() && !/\/history\//.test(location.pathname)) {
    ask();
  }
})();
