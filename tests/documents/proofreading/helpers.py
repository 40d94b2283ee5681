"""What the proofreading tests share."""

import functools

from documents.engines.proofreading import Finding, FindingClass, LanguageModel, Severity, check_text


@functools.cache
def shipped() -> LanguageModel:
    """The model as it is shipped, without learnt counts."""
    return LanguageModel.start()


def misprints(text: str, model: LanguageModel | None = None) -> list[Finding]:
    """The findings of a text that are misprints and no mere hints."""
    return [
        found
        for found in check_text(text, model=model or shipped())
        if found.finding_class is FindingClass.MISPRINT and found.severity is not Severity.HINT
    ]
