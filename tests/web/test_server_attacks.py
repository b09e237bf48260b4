"""What pages of other sites and rude visitors may try with a server that really runs: nothing is deleted, filled up or remembered.

The assets that the server hands out are a copy in a temporary folder, so that no attack which succeeds harms the installation.
"""

import http.client
import json
import re
import uuid
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from ..attacks import servers
from .conftest import serving

pytestmark = pytest.mark.slow

#: Packages as solara-assets installs them, each with a file.
PACKAGES = ("@widgetti/solara-vuetify-app@10.1.1/dist/main8.css", "requirejs@2.3.6/require.js")
#: A file that is installed along with them, which the page does not load.
NEEDLESS = "echarts@5.4.0/dist/echarts.js"

MARK = "planted"
HOSTILE = f'/"><script>{MARK}()</script>'
#: Headers by which proxies say under which address they were asked.
FORWARDED = (
    "Script-Name", "X-Script-Name", "X-Forwarded-Prefix", "X-Forwarded-Path", "X-Forwarded-Uri", "X-Forwarded-Host",
    "X-Forwarded-Server", "X-Original-Url", "X-Rewrite-Url", "X-Envoy-Original-Path", "Forwarded",
)  # fmt: skip

#: What a page fetches and frames: (mode, destination).
FETCHES = (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "document"))

#: Claims of 2^23 parts, of fewer than none and of one that is not there; frames too short for a claim, and a whole message.
FRAMES = tuple(bytes.fromhex(frame) for frame in ("00800000", "ffffffff", "0000000100000008", "", "00", "00000001000000087b7d"))


def asked(address, path, method="GET", **headers):
    """(status, text) of a request whose path is sent as it stands; `sec_fetch_site` stands for Sec-Fetch-Site."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def kernel_of(address):
    """The web socket of a new page's kernel."""
    path = f"jupyter/api/kernels/{uuid.uuid4()}/channels?session_id={uuid.uuid4()}"
    return connect(address.replace("http", "ws", 1) + path, proxy=None)


def tells_about_itself(kernel):
    """Whether the kernel answers a question that is asked as text."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "kernel_info_request", "session": "", "username": "", "version": "5.3"}
    question = {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}
    kernel.send(json.dumps(question))
    return any(json.loads(kernel.recv(30))["header"]["msg_type"] == "kernel_info_reply" for _ in range(3))


def how_it_was_closed(line):
    """The code with which the server closes a web socket; what it says until then does not matter."""
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.recv(30)
    return closed.value.rcvd and closed.value.rcvd.code


def most_memory(process, anew=False):
    """The most that a process has held [MB], since it was last asked to count `anew`."""
    if anew:
        Path(f"/proc/{process.pid}/clear_refs").write_text("5")
    return int(Path(f"/proc/{process.pid}/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    """The folder that the attacked server takes for the installed assets."""
    folder = tmp_path_factory.mktemp("assets")
    for name in (*PACKAGES, NEEDLESS):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(f"/* {name} */")
    return folder


@pytest.fixture(scope="module")
def attacked(assets):
    """(address, process, what the first visitor saw) of an application whose very first visitor lies about where it is served."""
    with serving("app", environment={"SOLARA_ASSETS_PROXY_CACHE_DIR": str(assets)}) as (address, process):
        yield address, process, asked(address, "/", **dict.fromkeys(FORWARDED, HOSTILE))


# ---------------------------------------------------------------- files


def test_the_assets_are_served(attacked):
    address, *_ = attacked
    assert [asked(address, f"/_solara/cdn/{name}") for name in PACKAGES] == [(200, f"/* {name} */") for name in PACKAGES]
    page = asked(address, "/")[1]
    assert f'src="/_solara/cdn/{PACKAGES[1]}"' in page and "127.0.0.1:9" not in page


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_request_changes_an_installed_file(attacked, assets, method):
    address, *_ = attacked

    def installed():
        return {path: path.is_file() and path.read_bytes() for path in assets.rglob("*")}

    before = installed()
    names = sorted(str(path.relative_to(assets)) for path in before)
    assert len(names) > len(PACKAGES)  # folders are among them
    for name in [*names, "", ".", "missing.js", "missing@1.0/dist/missing.js"]:
        for path in (name, name + "/", quote(name, safe=""), f"x/../{name}", f"{name}/.", name.replace("/", "%5c")):
            status, _ = asked(address, f"/_solara/cdn/{path}", method)
            assert status != 200 or name in PACKAGES
    assert installed() == before


@pytest.mark.parametrize("path", ["/", "/files/app/main.js", f"/_solara/cdn/{PACKAGES[1]}", "/static/main-vuetify.js"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_may_lead_here_but_fetch_nothing(attacked, path, site):
    address, *_ = attacked
    for mode, into in FETCHES:
        assert asked(address, path, sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=into)[0] == 403, into
    assert asked(address, path, sec_fetch_site=site, sec_fetch_mode="navigate", sec_fetch_dest="document")[0] == 200
    for own in ("same-origin", "none"):
        assert asked(address, path, sec_fetch_site=own, sec_fetch_mode="no-cors", sec_fetch_dest="script")[0] == 200


#: What Solara answers besides the page, and files of the installation.
NEEDLESS_PATHS = (
    "/readyz", "/resourcez", "/resourcez?verbose", "/jupyter/api/kernels/x", f"/_solara/cdn/{NEEDLESS}", "/static/main.js",
    "/static/solara_bootstrap.py", "/static/public/x", "/static/assets/missing.css", "/jupyter/nbextensions/jupyter-matplotlib/index.js",
    "/files/", "/files/../server.py", "/static/%2e%2e/server.py", "/jupyter/nbextensions/anywidget/../anywidget/index.js",
)  # fmt: skip


@pytest.mark.parametrize("path", NEEDLESS_PATHS)
def test_nothing_is_served_that_the_page_does_not_need(attacked, path):
    address, *_ = attacked
    assert asked(address, path)[0] in (307, 404, 405)
    assert asked(address, path, "POST")[0] in (307, 404, 405)


def test_only_the_pages_own_browser_can_close_it(attacked):
    address, *_ = attacked
    kernel, page, cookie = (str(uuid.uuid4()) for _ in range(3))
    path = f"jupyter/api/kernels/{kernel}/channels?session_id={page}"
    headers = {"Cookie": f"solara-session-id={cookie}"}
    with connect(address.replace("http", "ws", 1) + path, proxy=None, additional_headers=headers) as line:
        assert tells_about_itself(line)
        close = f"/_solara/api/close/{kernel}?session_id={page}"
        assert asked(address, close, "POST")[0] == 403
        assert asked(address, close, "POST", cookie=f"solara-session-id={uuid.uuid4()}")[0] == 403
        assert asked(address, close.replace(page, cookie), "POST", **headers)[0] == 404
        assert tells_about_itself(line)
        assert asked(address, close, "POST", **headers)[0] == 200


# ---------------------------------------------------------------- widgets

HEADER = {"msg_id": "1", "msg_type": "comm_open", "session": "", "username": "", "version": "5.3"}
STRANGE = (
    {"header": HEADER, "channel": "shell", "content": {"comm_id": "1", "target_name": "jupyter.widget", "data": {"state": {}}}},
    {"header": HEADER, "channel": "shell", "content": {"comm_id": "1", "target_name": "jupyter.widget.control", "data": {}}},
    {"header": HEADER | {"msg_type": "execute_request"}, "channel": "shell", "content": {"code": "1"}},
    {"header": HEADER | {"msg_type": "shutdown_request"}, "channel": "shell", "content": {}},
    {"header": HEADER, "channel": "shell", "content": []}, {"header": []}, [], 5, "x",
)  # fmt: skip


@pytest.mark.parametrize("message", STRANGE, ids=range(len(STRANGE)))
def test_a_message_that_the_page_does_not_send_ends_the_connection_unread(attacked, message):
    address, *_ = attacked
    with kernel_of(address) as kernel:
        kernel.send(json.dumps(message))
        assert how_it_was_closed(kernel) == 1008


def test_a_page_is_not_opened_again_and_again_in_one_connection(attacked):
    address, *_ = attacked
    message = {"header": HEADER, "channel": "shell", "content": {"comm_id": "1", "target_name": "solara.control", "data": {}}}
    with kernel_of(address) as kernel:
        for k in range(20):
            message["content"]["comm_id"] = str(k)
            kernel.send(json.dumps(message))
        assert how_it_was_closed(kernel) == 1008


# ---------------------------------------------------------------- memory


@pytest.mark.parametrize("frame", FRAMES, ids=bytes.hex)
def test_a_binary_frame_ends_the_connection_and_disturbs_nobody_else(attacked, frame):
    address, *_ = attacked
    with kernel_of(address) as bystander, kernel_of(address) as kernel:
        assert tells_about_itself(bystander) and tells_about_itself(kernel)
        kernel.send(frame)
        assert how_it_was_closed(kernel) == 1003  # "a type of data that it cannot accept"
        assert tells_about_itself(bystander)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory a process has held")
def test_a_binary_frame_takes_no_memory(attacked):
    address, process, _ = attacked
    with kernel_of(address) as kernel:
        assert tells_about_itself(kernel)
        before = most_memory(process, anew=True)
        kernel.send(bytes.fromhex("01000000"))  # claims more parts than any other, whose memory may be used again
        how_it_was_closed(kernel)
    assert most_memory(process) - before < 50


def test_a_binary_frame_sent_before_the_server_speaks_is_not_read_either(attacked):
    address, *_ = attacked
    with kernel_of(address) as kernel:
        kernel.send(FRAMES[0])
        assert how_it_was_closed(kernel) == 1003


def test_a_class_goes_on_while_it_is_attacked_and_its_terminal_stays_calm():
    """Binary frames, and a little of each of the attacks that `python -m tests.attacks.servers` makes in full."""
    with servers.Server("class") as server:
        with connect(f"ws://127.0.0.1:{server.port}/line", proxy=None) as line:
            line.send(FRAMES[0])
            assert how_it_was_closed(line) == 1003
        for attack in (servers.abandoned, servers.shouting, servers.guessing):
            attack(server, 45)
        assert "Traceback" not in server.terminal()
        server.process.terminate()
        assert server.process.wait(5.0) is not None


# ---------------------------------------------------------------- what is remembered


def test_no_header_of_one_visitor_reaches_the_page_of_another(attacked):
    address, _, (status, own) = attacked
    assert status == 200 and MARK not in own
    status, page = asked(address, "/")
    assert status == 200 and MARK not in page
    assert 'solara.rootPath = ""' in page
    assert set(re.findall(r'(?:href|src)="([^"]*?)/static/', page)) == {""}
