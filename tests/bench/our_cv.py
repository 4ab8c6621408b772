"""Our own documents, timed like the others': `our_cv.py docx|pdf|png|preview CV.json COUNT FILE`.

From the CV's data to the bytes of the file: composing the page is counted, starting the typesetter is not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from cv_builder.docx import render_docx
from cv_builder.layout import compose
from cv_builder.pdf import new_compiler, render_pdf
from cv_builder.png import render_light, render_png
from cv_builder.reading.resume import from_json_resume
from tests.bench.rendering import Data, main


def docx() -> Callable[[Data], bytes]:
    return lambda data: render_docx(compose(from_json_resume(data)))


def pdf() -> Callable[[Data], bytes]:
    compiler = new_compiler()
    return lambda data: render_pdf(compiler, compose(from_json_resume(data)))


def png() -> Callable[[Data], bytes]:
    compiler = new_compiler()
    return lambda data: render_png(compiler, compose(from_json_resume(data)))


SO_FAR = ("basics", "work", "education")
"""What is answered when the most previews are still to come."""


def preview() -> Callable[[Data], bytes]:
    """The light picture that is shown after a subject."""
    compiler = new_compiler()
    return lambda data: render_light(compiler, compose(from_json_resume({part: data[part] for part in SO_FAR})))


if __name__ == "__main__":
    main({"docx": docx, "pdf": pdf, "png": png, "preview": preview}[sys.argv.pop(1)])
