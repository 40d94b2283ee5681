// The buttons above the text as one stop of the Tab key: arrow keys, Home and End go from button to button (the toolbar pattern
// of WAI-ARIA). The editor hides, shows and disables buttons as the cursor moves; the stop is always on one that can be pressed.

const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

export function oneStop(bar, name) {
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", name);
  let stop = null;

  const usable = () => [...bar.querySelectorAll("button")].filter((one) => !one.matches(":disabled, .disabled") && one.offsetParent !== null);

  function settle() {
    const buttons = usable();
    if (!buttons.includes(stop)) stop = buttons[0] ?? null;
    for (const one of bar.querySelectorAll("button")) {
      const wanted = one === stop ? 0 : -1;
      if (one.tabIndex !== wanted) one.tabIndex = wanted;
      // The editor tells by classes alone.
      for (const [state, said] of [["active", "aria-pressed"], ["disabled", "aria-disabled"]]) {
        const is = String(one.classList.contains(state));
        if (one.getAttribute(said) !== is) one.setAttribute(said, is);
      }
    }
  }

  bar.addEventListener("focusin", function (event) {
    stop = event.target.closest("button") ?? stop;
    settle();
  });
  bar.addEventListener("keydown", function (event) {
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const buttons = usable();
    const at = buttons.indexOf(document.activeElement) + steps[event.key];
    // Round from the last to the first; Home and End go to the ends themselves.
    const place = Number.isFinite(at) ? (at + buttons.length) % buttons.length : at < 0 ? 0 : buttons.length - 1;
    buttons[place]?.focus();
  });
  new MutationObserver(settle).observe(bar, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["class"],
  });
  settle();
}
