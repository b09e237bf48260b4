"""Files of the pages, packed once: packing three megabytes anew for each visitor would make all others wait."""

import gzip
import os
from functools import lru_cache

from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from ..pages.files import STATIC

#: Ends of files that become smaller; pictures and fonts do not.
_PACKED = (".js", ".css", ".svg", ".html")
_SMALL = 1000  #: bytes below which packing is not worth it


@lru_cache(maxsize=300)
def _packed(path: str, changed: float) -> bytes:
    with open(path, "rb") as file:
        return gzip.compress(file.read(), 6)


class Files(StaticFiles):
    """The files of pages/static."""

    def __init__(self):
        super().__init__(directory=STATIC)

    def file_response(self, full_path, stat_result: os.stat_result, scope, status_code: int = 200) -> Response:
        """A file as it is asked for: packed, unless the browser takes it in pieces or as it stands."""
        whole = super().file_response(full_path, stat_result, scope, status_code)
        headers = {name: value for name, value in scope["headers"] if name in (b"accept-encoding", b"range")}
        plain = b"gzip" not in headers.get(b"accept-encoding", b"") or b"range" in headers
        path = os.fspath(full_path)
        if not isinstance(whole, FileResponse) or plain or stat_result.st_size < _SMALL or not path.endswith(_PACKED):
            return whole
        kept = {name: whole.headers[name] for name in ("etag", "last-modified") if name in whole.headers}
        return Response(
            b"" if scope["method"] == "HEAD" else _packed(path, stat_result.st_mtime),
            status_code,
            {**kept, "content-encoding": "gzip", "vary": "Accept-Encoding"},
            whole.media_type,
        )
