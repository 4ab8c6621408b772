"""Which address a request comes from, and under which one we are reached."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.web.site import SITE, Site, client_of, origin_of


def request(site: Site, peer: str, **headers: str) -> web.Request:
    app = web.Application()
    app[SITE] = site
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_mocked_request("GET", "/", {"Host": "chat.example", **sent}, app=app).clone(remote=peer)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("::1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("unix:", "198.51.100.1", "unix:"),
    ],
)
def test_a_forwarded_address_is_believed_only_from_a_proxy_of_ours(peer: str, forwarded: str, client: str) -> None:
    assert client_of(request(Site(), peer, X_Forwarded_For=forwarded)) == client


def test_other_proxies_can_be_named() -> None:
    site = Site(proxies=(ip_network("10.0.0.0/8"),))
    assert client_of(request(site, "10.1.2.3", X_Forwarded_For="203.0.113.7")) == "203.0.113.7"
    assert client_of(request(site, "127.0.0.1", X_Forwarded_For="203.0.113.7")) == "127.0.0.1"


def test_the_address_people_reach_us_under() -> None:
    assert origin_of(request(Site(public_url="https://a.example"), "127.0.0.1")) == "https://a.example"
    assert origin_of(request(Site(), "127.0.0.1")) == "http://chat.example"
    assert origin_of(request(Site(), "127.0.0.1", X_Forwarded_Proto="https")) == "https://chat.example"
    assert origin_of(request(Site(), "203.0.113.9", X_Forwarded_Proto="https")) == "http://chat.example"
    assert origin_of(request(Site(), "127.0.0.1", X_Forwarded_Proto="javascript")) == "http://chat.example"
