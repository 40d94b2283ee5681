"""A watched browser tab: whatever goes wrong behind a page's back is written down and fails the test.

Written down are: errors and warnings on the console, uncaught exceptions, reports of the content security policy, and
every request that would leave the machine (it is refused as well).
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Route

HOME = {"127.0.0.1", "localhost"}
_REPORT_CSP = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportPolicyViolation(
    `${event.violatedDirective} blocked ${event.blockedURI || "inline"} at ${event.sourceFile || location.pathname}`
    + `:${event.lineNumber} ${event.sample}`);
});
"""
# A letter of an icon font is judged as a word until its font is there; asking for the height makes the browser want it.
_RUN_AXE = """
document.body.offsetHeight,
document.fonts.ready.then(() => axe.run(document, {resultTypes: ["violations"]}))
"""


@dataclass
class Watch:
    """What was seen in a context's tabs. ``expect`` takes back what a test brings about on purpose."""

    console: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    paused: bool = False

    def attach(self, context: BrowserContext) -> None:
        context.expose_binding("reportPolicyViolation", self._policy_violation)
        context.add_init_script(_REPORT_CSP)
        context.route("**/*", self._gate)
        context.on("console", self._console_message)
        context.on("weberror", lambda error: self.console.append(f"uncaught: {error.error}"))

    def _policy_violation(self, source: object, text: str) -> None:
        if not self.paused:
            self.policy.append(text)

    def _console_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not self.paused:
            self.console.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _gate(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in HOME:
            self.foreign.append(route.request.url)
            route.abort()
        else:
            route.fallback()

    def expect(self, text: str) -> None:
        """Take back the console messages that contain ``text``; fails where there are none, so that no excuse outlives
        its reason. Chromium writes one for every answer with status 400 and above."""
        kept = [line for line in self.console if text not in line]
        assert len(kept) < len(self.console), f"no console message contains {text!r}: {self.console}"
        self.console = kept

    def findings(self) -> list[str]:
        return (
            [f"console {line}" for line in self.console]
            + [f"policy: {line}" for line in self.policy]
            + [f"request left the machine: {line}" for line in self.foreign]
        )


@dataclass(frozen=True)
class Violation:
    """One rule of axe-core that a page breaks, with the selectors of the elements."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.help}: {', '.join(self.targets[:5])}"


def accessibility_violations(page: Page, watch: Watch, axe_source: str) -> list[Violation]:
    """Run axe-core (WCAG 2.2 A, AA and best practices) on the page as it stands.

    The script comes in through the debugging protocol, which the page's policy does not concern; so the strict policy
    stays in force for the page itself.
    """
    session = page.context.new_cdp_session(page)
    watch.paused = True
    try:
        session.send("Runtime.evaluate", {"expression": axe_source})
        answer = session.send(
            "Runtime.evaluate",
            {
                "expression": _RUN_AXE,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
    finally:
        session.detach()
        watch.paused = False
    if "exceptionDetails" in answer:
        raise Error(str(answer["exceptionDetails"]))
    return [
        Violation(
            rule=found["id"],
            impact=found["impact"] or "",
            help=found["help"],
            targets=tuple(" ".join(map(str, node["target"])) for node in found["nodes"]),
        )
        for found in answer["result"]["value"]["violations"]
    ]
