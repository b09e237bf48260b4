"""Who is answered at all: pages of this server, under its own names, in text. Both servers stand behind it."""


class OnlyOwnPages:
    """Turns away requests under foreign names and from foreign pages, and sends the content security policy along."""

    def __init__(self, app, hosts: tuple[str, ...], policy: str):
        self.app, self.hosts, self.policy = app, hosts, policy

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        origin = headers.get("origin")
        known = "*" in self.hosts or host.rsplit(":", 1)[0] in self.hosts
        foreign = origin is not None and origin.partition("://")[2] != host
        if not known or foreign or (scope["type"] == "http" and self._fetched_elsewhere(headers)):
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})
            await send(
                {"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain; charset=utf-8")]}
            )
            return await send({"type": "http.response.body", "body": b"This server answers its own pages only."})

        policy = self.policy.replace("{host}", host).encode("latin-1")

        async def send_with_policy(message):
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", policy),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await self.app(scope, receive, send_with_policy)

    @staticmethod
    def _fetched_elsewhere(headers: dict[str, str]) -> bool:
        """Whether another page fetches or frames this. Pictures and scripts carry no Origin; a link may lead here from anywhere."""
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not followed


class OnlyText:
    """Closes a web socket at its first binary frame, which is not read: pages send text, and Solara trusts the sizes in the other."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def receive_text():
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("text") is None:
                unsupported = 1003
                await send({"type": "websocket.close", "code": unsupported})
                return {"type": "websocket.disconnect", "code": unsupported}
            return message

        await self.app(scope, receive_text if scope["type"] == "websocket" else receive, send)
