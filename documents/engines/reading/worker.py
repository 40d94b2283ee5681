"""The process that parses one foreign file: ``python -m documents.engines.reading.worker``.

Arguments: what ("issue", "fragment", "returned", "text", or "page:2"), path, name, folder, CPU seconds, memory in MB. It sets its own limits first,
writes ``answer.json`` and the pictures into the folder and its progress (shares 0…1, a line each) to standard output.
"""

import json
import resource
import sys
from pathlib import Path

ANSWER = "answer.json"


def main(arguments: list[str]) -> int:
    """Parse and answer. Whatever a parser throws at a broken file ends here as ``crashed``, without its content."""
    what, path, name, folder, seconds, memory = arguments
    limit = int(memory) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    target = Path(folder)
    from documents.engines.reading.model import UnreadableFile

    try:
        answer = _read(what, Path(path), name, target)
    except UnreadableFile as refusal:
        answer = {"refused": refusal.code, "message": refusal.message_vi}
    except MemoryError:
        answer = {"refused": "memory", "message": ""}
    except Exception as error:  # the one broad door: third-party parsers raise anything at hostile files
        answer = {"refused": "crashed", "message": "", "error": type(error).__name__}
    (target / ANSWER).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return 0


def _read(what: str, path: Path, name: str, folder: Path) -> dict[str, object]:
    from documents.engines.reading import read_fragment_here, read_issue_here, read_paras
    from documents.engines.reading.codec import to_plain
    from documents.engines.reading.plain_lines import plain_lines

    def told(share: float) -> None:
        sys.stdout.write(f"{share:.3f}\n")
        sys.stdout.flush()

    if what == "text":
        paras = read_paras(path.read_bytes(), name=name, progress=told)
        return {"read": {"text": "\n".join(plain_lines(paras))}}
    if what.startswith("page"):
        from documents.engines.reading.first_page import page_picture

        png, pages = page_picture(path.read_bytes(), int(what.partition(":")[2] or 1))
        (folder / "page.png").write_bytes(png)
        return {"read": {"page": "page.png", "pages": pages}}
    if what == "returned":
        from documents.engines.reading.docx_returned import read_returned
        from documents.engines.returning.model import word_to_plain

        word = read_returned(path.read_bytes())
        for sha, picture in word.pictures.items():
            (folder / sha).write_bytes(picture.data)
        return {"read": word_to_plain(word)}
    reader = read_fragment_here if what == "fragment" else read_issue_here
    read = reader(path.read_bytes(), name=name, progress=told)
    for sha, picture in read.pictures.items():
        (folder / sha).write_bytes(picture.data)
    return {"read": to_plain(read)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
