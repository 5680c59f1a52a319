"""Public IP addresses, by a table of our own, because `ipaddress` differs between versions of Python."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190) as of 2025, with what RFC
# 9780 added in May of that year; and IANA's registries of multicast (RFC 5771, RFC 4291). All of their ranges
# are listed, except for those within another. Some are "globally reachable" according to the registries
# (anycast, tunnels, identifiers), but never belong to a website.
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4

    ::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32
    2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8
"""
_NETWORKS = [ipaddress.ip_network(network) for network in _SPECIAL.split()]
_SPECIAL_IPV4 = [network for network in _NETWORKS if network.version == 4]
_SPECIAL_IPV6 = [network for network in _NETWORKS if network.version == 6]
# IANA allocates no other IPv6 addresses (Internet Protocol Version 6 Address Space, RFC 4291); among those
# are IPv4-compatible (::/96) and site-local ones (fec0::/10).
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# A connection to one of these goes to the IPv4 address in the last 32 bits: IPv4-mapped addresses of IPv6
# sockets (RFC 4291), and NAT64 in networks without IPv4 (RFC 6052).
_STANDS_FOR_IPV4 = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(address: Address) -> bool:
    """Return whether an IP address is the same host for everybody on the internet.

    False for all special-purpose addresses: private, shared, loopback, link-local, multicast, reserved,
    documentation, and tunnels that carry an IPv4 address (6to4, Teredo). An IPv6 address that stands for an
    IPv4 address (IPv4-mapped, or NAT64 with the well-known prefix) is judged by the latter.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in _STANDS_FOR_IPV4):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _GLOBAL_UNICAST and not any(address in network for network in _SPECIAL_IPV6)
    return not any(address in network for network in _SPECIAL_IPV4)
