"""Which IP addresses are public, told by a table of our own: `ipaddress` tells it differently by version."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190) as of 2025, with what RFC
# 9780 added in May of that year; and IANA's registries of multicast (RFC 5771, RFC 4291). All of their ranges
# are here, but for those within another. Some are "globally reachable" by the registries: anycast, tunnels,
# identifiers, which lead to whatever is nearest or to nothing, and never to a website.
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
# No other address of IPv6 is given to anybody (IANA Internet Protocol Version 6 Address Space, RFC 4291);
# among those that are not: compatible with IPv4 (::/96), and site-local (fec0::/10).
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Whoever connects to one of these connects to the address of IPv4 in its last 32 bits: the first is how a
# socket of IPv6 names it (RFC 4291), the second how a network without IPv4 does (NAT64, RFC 6052).
_STANDS_FOR_IPV4 = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(address: Address) -> bool:
    """Return whether anybody on the internet could connect to an IP address and mean the same host.

    False for all special-purpose addresses: private, shared, loopback, link-local, multicast, reserved,
    documentation, and tunnels that carry an address of IPv4 (6to4, Teredo). An address of IPv6 that stands
    for one of IPv4 (mapped, or of NAT64 by its well-known prefix) is judged as that.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in _STANDS_FOR_IPV4):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _GLOBAL_UNICAST and not any(address in network for network in _SPECIAL_IPV6)
    return not any(address in network for network in _SPECIAL_IPV4)
