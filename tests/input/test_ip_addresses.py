"""Which IP addresses are the same host for everybody on the internet."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.input.ip_addresses import is_public


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_that_stands_for_an_ipv4_address_is_judged_by_it(
    address: ipaddress.IPv4Address,
) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert is_public(mapped) is is_public(translated) is is_public(address)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    stands_for_ipv4 = address.version == 6 and address.ipv4_mapped is not None
    if (address.is_private or address.is_loopback or address.is_multicast) and not stands_for_ipv4:
        assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "172.15.0.1", "100.128.0.1"])
def test_ordinary_hosts_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "100.64.0.1", "::1", "fe80::1", "fec0::1",
     "2002:0a00:0001::", "2001::1", "::10.0.0.1", "fd00::1"],
)  # fmt: skip
def test_what_leads_into_a_network_of_ones_own_is_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
