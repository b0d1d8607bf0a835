"""Is there a network? Asked before a download, because those who download wait half a minute before they say no."""

from __future__ import annotations

import socket
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from glossary.errors import SegmenterError
from glossary.messages import _

__all__ = ["require_network"]

# Seconds to wait for a connection; a slow one takes one.
PATIENCE = 3.0
_PORTS = {"http": 80, "https": 443}


def require_network(url: str, hint: str) -> None:
    """Make sure that the server of a URL, or the proxy on the way to it, takes a connection.

    Raises:
        SegmenterError: it does not, within three seconds.
    """
    asked = urlsplit(url)
    proxy = getproxies().get(asked.scheme, "")
    if proxy and not proxy_bypass(asked.hostname or ""):
        asked = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    host, port = asked.hostname or "", asked.port or _PORTS.get(asked.scheme, 443)
    answered: list[bool] = []
    # In a thread, because nothing bounds how long a name server is waited for.
    asking = Thread(target=lambda: answered.append(_connects(host, port)), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    if not any(answered):
        raise SegmenterError(_("no connection to {host}", host=f"{host}:{port}"), hint=hint)


def _connects(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
    except (OSError, UnicodeError):
        return False
    return True
