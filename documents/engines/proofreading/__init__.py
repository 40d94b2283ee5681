"""Proofreading: what a machine can see before a person signs.

check_text(text, model=…, words=…) → [Finding, …]      a text, "\\n" between paragraphs
proofread_issue(issue) → [Finding, …]                 numbering, contents, photos of a read issue
findings_as_json(findings) → plain values               the command line and the scorer
LanguageModel.start(), learn(texts) → Counts            what the machine knows of the language

A rule family is a file; the parts are pure.
"""

from documents.engines.proofreading.check import check_text, proofread_issue
from documents.engines.proofreading.finding import Finding, FindingClass, Severity, findings_as_json
from documents.engines.proofreading.language import Counts, LanguageModel, WordList, learn

__all__ = [
    "Counts",
    "Finding",
    "FindingClass",
    "LanguageModel",
    "Severity",
    "WordList",
    "check_text",
    "findings_as_json",
    "learn",
    "proofread_issue",
]
