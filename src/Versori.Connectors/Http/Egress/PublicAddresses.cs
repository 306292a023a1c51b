using System.Net;
using System.Net.Sockets;

namespace Versori.Connectors.Http;

/// <summary>
/// Distinguishes public addresses from those with a special purpose, such as loopback, private, link-local and
/// documentation addresses (RFC 6890 and the IANA registries of special-purpose addresses).
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] SpecialIPv4 = Networks(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",

        // The address of a cloud platform's own services within its virtual networks:
        // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
        "168.63.129.16/32");

    // Only 2000::/3 is allocated for global unicast (RFC 4291 §2.4). These networks within it have a special purpose.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] SpecialIPv6 = Networks("2001::/23", "2001:db8::/32", "3fff::/20");

    // Addresses that contain an IPv4 address: 6to4 (RFC 3056 §2) in bytes 2 to 5, NAT64 (RFC 6052 §2.1) in the last 4.
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return !IsIn(SpecialIPv4, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0) return false;
        if (Nat64.Contains(address)) return Contain(Embedded(address, 12));
        if (SixToFour.Contains(address)) return Contain(Embedded(address, 2));
        return GlobalUnicast.Contains(address) && !IsIn(SpecialIPv6, address);
    }

    private static IPAddress Embedded(IPAddress address, int start) => new(address.GetAddressBytes().AsSpan(start, 4));

    private static bool IsIn(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = new IPNetwork[networks.Length];
        for (var i = 0; i < networks.Length; i++) parsed[i] = IPNetwork.Parse(networks[i]);
        return parsed;
    }
}
