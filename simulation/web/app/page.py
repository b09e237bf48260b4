"""The page: one widget that carries requests of the browser to its session, and answers and news back.

What the page looks like is in pages/static (app/main.js and its modules), which server.py serves as files. Solara gives every page a
kernel of its own; the widget is made in it, and with the widget the session, so two pages never share a school.
"""

import anywidget
import solara
import traitlets

from ...core.languages import speaking
from .session import Session

#: The browser fetches the page's own modules from the address they are served at.
_LOADER = """
async function render({ model, el }) {
  const files = new URL(model.get("files"), document.baseURI);
  const { speak } = await import(new URL("kit/words.js", files).href);
  await speak(files);
  const { mount } = await import(new URL("app/main.js", files).href);
  return mount(model, el);
}
export default { render };
"""


class SchoolPage(anywidget.AnyWidget):
    """Carries Question, Answer and News of protocol.py."""

    _esm = _LOADER
    files = traitlets.Unicode("files/").tag(sync=True)

    def __init__(self, **values):
        self._session = Session(self._tell)
        super().__init__(**values)
        self.on_msg(self._asked)

    def _asked(self, _, message, buffers):
        if isinstance(message, dict) and "ask" in message:
            with speaking(message.get("language")):
                answer = self._session.answer(str(message["ask"]), message.get("content", {}))
            self.send({"id": message.get("id"), **answer})

    def _tell(self, kind, content):
        self.send({"news": kind, "content": content})

    def close(self):
        """The page is gone."""
        self._session.close()
        super().close()


@solara.component
def Page():
    """All there is: the widget draws everything."""
    solara.Title("Collective action among teachers")
    SchoolPage.element(files="files/")


@solara.component
def Layout(children):
    """No bars and margins of Solara's own."""
    return solara.Div(children=children, classes=["school-page"])
